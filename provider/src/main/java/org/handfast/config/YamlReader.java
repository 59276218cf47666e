package org.handfast.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Restricted YAML to nodes: no tags, anchors, aliases or merge keys, bounded depth and size. Works on events, so
 * nothing is ever constructed or expanded. The only class that knows the YAML library, loaded when first needed.
 */
final class YamlReader {
    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 200_000;

    private final Problems problems;
    private final Iterator<Event> events;
    private int nodes;

    private YamlReader(Problems problems, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("profiles")
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(ReadFiles.LARGEST)
                .build();
        this.problems = problems;
        // the shorter entry point lies in a package the library's module does not export
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** The documents that could be read; what could not is in the problems. */
    static List<YamlNode> read(String text, Problems problems) {
        List<YamlNode> documents = new ArrayList<>();
        try {
            new YamlReader(problems, text).documents(documents);
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().or(e::getContextMark).map(YamlReader::position).orElse(Position.FILE);
            problems.add(at, "HF7004", "This is not YAML: " + oneLine(e.getProblem()) + ".",
                    "Correct the line; indent with spaces and put text with special characters into quotes.");
        } catch (YamlEngineException e) {
            problems.add(Position.FILE, "HF7004", "This is not YAML: " + oneLine(e.getMessage()) + ".",
                    "Remove characters that do not belong into a text file.");
        } catch (IllegalArgumentException e) {
            // at the very end of a text the library reads the digits of an escape without looking for them
            problems.add(Position.FILE, "HF7004", "This is not YAML: a quoted text ends within an escape.",
                    "Write all digits of \\x, \\u and \\U (2, 4 and 8), and close the quotes.");
        } catch (TooMuch e) {
            problems.add(e.at, "HF7006", "The file is nested too deeply or has too many entries.",
                    "Profiles need at most six levels; remove what does not belong here.");
        }
        return documents;
    }

    private void documents(List<YamlNode> documents) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent start) {
                YamlNode document = node(start, 1);
                boolean empty = document instanceof YamlNode.Text text && text.text().isEmpty();
                if (!empty) {
                    documents.add(document);
                }
            }
        }
    }

    private YamlNode node(NodeEvent event, int depth) {
        Position at = event.getStartMark().map(YamlReader::position).orElse(Position.FILE);
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw new TooMuch(at);
        }
        checkPlain(event, at);
        if (event instanceof ScalarEvent scalar) {
            return new YamlNode.Text(at, scalar.getValue());
        }
        if (event instanceof AliasEvent) {
            return new YamlNode.Text(at, "");
        }
        return event.getEventId() == Event.ID.SequenceStart ? items(at, depth) : fields(at, depth);
    }

    private YamlNode items(Position at, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node((NodeEvent) next, depth + 1));
        }
        return new YamlNode.Items(at, items);
    }

    private YamlNode fields(Position at, int depth) {
        List<YamlNode.Field> fields = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            YamlNode key = node((NodeEvent) next, depth + 1);
            YamlNode value = node((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof YamlNode.Text text)) {
                problems.add(key.at(), "HF7005", "A key is " + key.kind() + ".", "Use plain text as key.");
            } else if (text.text().equals("<<")) {
                problems.add(key.at(), "HF7005", "Merge keys (<<) are not allowed.", "Write the keys out.");
            } else {
                fields.add(new YamlNode.Field(text, value));
            }
        }
        return new YamlNode.Fields(at, fields);
    }

    private void checkPlain(NodeEvent event, Position at) {
        if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
            problems.add(at, "HF7005", "Anchors (&) and aliases (*) are not allowed.",
                    "Write the value out, or put it into quotes if & or * belongs to the text.");
        }
        if (tag(event).isPresent()) {
            problems.add(at, "HF7005", "Tags (!) are not allowed.",
                    "Remove the tag, or put the value into quotes if ! belongs to the text.");
        }
    }

    private static Optional<String> tag(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String oneLine(String text) {
        return text == null ? "unreadable" : text.replaceAll("\\s+", " ").strip();
    }

    /** Ends the reading of a file that is too large to be meant. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position at;

        TooMuch(Position at) {
            super("too deep or too large", null, false, false);
            this.at = at;
        }
    }
}

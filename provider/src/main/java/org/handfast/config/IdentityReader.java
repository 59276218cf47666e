package org.handfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Map;
import java.util.regex.Pattern;
import org.handfast.config.ProfileDefinition.FileAt;
import org.handfast.config.ProfileDefinition.IdentityDefinition;
import org.handfast.config.ProfileDefinition.PasswordDefinition;
import org.handfast.config.ProfileDefinition.StoreDefinition;
import org.handfast.config.ProfileDefinition.TrustDefinition;

/** {@code certificates} and {@code trust}. */
final class IdentityReader {
    private static final Pattern HOST = Pattern.compile(
            "(?:\\*\\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_HOST = 253;

    private final Problems problems;

    IdentityReader(Problems problems) {
        this.problems = problems;
    }

    List<IdentityDefinition> identities(Section spec) {
        List<IdentityDefinition> identities = new ArrayList<>();
        for (YamlNode node : spec.list("certificates")) {
            if (node instanceof YamlNode.Fields fields) {
                Section section = new Section(spec.name("certificates"), fields, problems);
                identities.add(identity(section));
                section.done();
            } else {
                problems.add(node.at(), "HF7103", "An entry of certificates is " + node.kind() + ", not a mapping.",
                        "Write {certificate: chain.pem, key: key.pem} or {keystore: file.p12, password: ...}.");
            }
        }
        return identities;
    }

    Optional<TrustDefinition> trust(Section spec) {
        return spec.section("trust").map(section -> {
            boolean system = section.choice("system", Map.of("true", true, "false", false), false);
            TrustDefinition trust =
                    new TrustDefinition(section.at(), file(section, "bundle"), store(section), system);
            section.done();
            int sources = (trust.bundle().isPresent() ? 1 : 0) + (trust.store().isPresent() ? 1 : 0) + (system ? 1 : 0);
            if (sources != 1 && !(sources == 0 && (section.has("bundle") || section.has("keystore")))) {
                problems.add(section.at(), "HF7118", "trust needs exactly one source.",
                        "Write one of bundle: ca.pem, keystore: file.p12, or system: true.");
            }
            return trust;
        });
    }

    private IdentityDefinition identity(Section section) {
        IdentityDefinition identity = new IdentityDefinition(
                section.at(),
                section.text("name").map(YamlNode.Text::text),
                store(section),
                section.text("alias").map(YamlNode.Text::text),
                section.section("keyPassword").flatMap(this::password),
                file(section, "certificate"),
                file(section, "key"),
                names(section));
        checkForm(section);
        return identity;
    }

    private void checkForm(Section section) {
        boolean pem = section.has("certificate") || section.has("key");
        boolean store = section.has("keystore");
        if (pem == store) {
            problems.add(section.at(), "HF7118", "A certificate needs either a keystore, or certificate and key.",
                    "Write {certificate: chain.pem, key: key.pem} or {keystore: file.p12, password: ...}.");
        } else if (pem) {
            section.requiredText("certificate");
            section.requiredText("key");
        }
        for (String key : List.of("type", "password", "alias", "keyPassword")) {
            if (section.has(key) && !store) {
                problems.add(section.at(key), "HF7118", key + " belongs to a keystore, but there is none.",
                        "Remove it, or add keystore.");
            }
        }
    }

    private Optional<StoreDefinition> store(Section section) {
        Optional<FileAt> file = file(section, "keystore");
        Optional<String> type = section.text("type").map(YamlNode.Text::text);
        Optional<PasswordDefinition> password = section.section("password").flatMap(this::password);
        return file.map(f -> new StoreDefinition(f, type, password));
    }

    private Optional<PasswordDefinition> password(Section section) {
        Optional<PasswordDefinition> file = password(section, "file", PasswordDefinition.Kind.FILE);
        Optional<PasswordDefinition> env = password(section, "env", PasswordDefinition.Kind.ENVIRONMENT);
        Optional<PasswordDefinition> clear = password(section, "clear", PasswordDefinition.Kind.CLEAR);
        section.done();
        if ((file.isPresent() ? 1 : 0) + (env.isPresent() ? 1 : 0) + (clear.isPresent() ? 1 : 0) != 1) {
            problems.add(section.at(), "HF7118", "A password needs exactly one source.",
                    "Write one of {file: path}, {env: NAME} or {clear: text}.");
        }
        return file.or(() -> env).or(() -> clear);
    }

    private Optional<PasswordDefinition> password(Section section, String key, PasswordDefinition.Kind kind) {
        return section.text(key).map(text -> new PasswordDefinition(kind, text.text(), text.at()));
    }

    private Optional<FileAt> file(Section section, String key) {
        Optional<YamlNode.Text> text = section.text(key);
        if (text.isPresent() && text.get().text().indexOf('\0') >= 0) {
            problems.add(text.get().at(), "HF7201", section.name(key) + " is no file name.", "Correct the name.");
            return Optional.empty();
        }
        return text.map(t -> new FileAt(t.text(), t.at()));
    }

    private List<String> names(Section section) {
        List<String> names = new ArrayList<>();
        for (YamlNode.Text text : section.texts("names")) {
            String name = text.text().toLowerCase(Locale.ROOT);
            if (name.length() > LONGEST_HOST || !HOST.matcher(name).matches()) {
                problems.add(text.at(), "HF7120", Quoted.of(text.text()) + " is no host name.",
                        "Write an ASCII name such as www.example.com or *.example.com.");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}

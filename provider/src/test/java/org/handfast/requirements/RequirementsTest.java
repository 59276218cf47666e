package org.handfast.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.handfast.requirements.RfcText.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rows of requirements: complete, each with a status, and what they name exists. */
class RequirementsTest {
    private static final Set<String> KEYWORDS = Set.of("MUST", "MUST NOT", "SHALL", "SHALL NOT", "REQUIRED");
    private static final String TEXTS = "requirements.texts";

    @Test
    void everyRowHasAStatus() throws IOException {
        for (Requirement row : Requirements.all()) {
            String place = row.place().toString();
            assertThat(KEYWORDS).as(place).contains(row.keyword());
            assertThat(row.digest()).as(place).matches("[0-9a-f]{8}");
            assertThat(row.inScope() || row.hasReason()).as("%s: in, or out with a reason", place).isTrue();
            assertThat(row.words().split(" ")).as("%s: at most twelve words", place).hasSizeBetween(2, 12);
            if (row.inScope()) {
                assertThat(row.tests()).as("%s: a test, or a hole that says why", place).isNotEmpty();
                assertThat(row.isHole() || !row.checks().isEmpty()).as("%s: a check", place).isTrue();
            }
        }
    }

    @Test
    void ordinalsCountUpInEverySection() throws IOException {
        String section = "";
        int expected = 1;
        for (Requirement row : Requirements.all()) {
            String here = row.place().rfc() + " " + row.place().section();
            expected = here.equals(section) ? expected + 1 : 1;
            section = here;
            assertThat(row.place().ordinal()).as(row.place().toString()).isEqualTo(expected);
        }
    }

    @Test
    void everyCheckAndEveryTestExists() throws IOException {
        Sources main = new Sources(Requirements.module().resolve("src/main/java"));
        Sources tests = new Sources(Requirements.module().resolve("src/test/java"));
        for (Requirement row : Requirements.all()) {
            if (row.inScope()) {
                assertThat(row.checks()).as(row.place().toString()).allMatch(main::has);
            }
            if (row.inScope() && !row.isHole()) {
                assertThat(row.tests()).as(row.place().toString())
                        .allMatch(test -> test.matches("bogo:[\\w*-]+") || tests.hasTest(test));
            }
        }
    }

    @Test
    void theReportSaysWhatTheRowsSay() throws IOException {
        assertThat(Files.readString(RequirementReport.file())).as("run RequirementReport.main again")
                .isEqualTo(RequirementReport.render());
    }

    @Test
    void theSummaryHasTheSameNumbers() throws IOException {
        List<Requirement> rows = Requirements.all();
        long out = rows.stream().filter(row -> !row.inScope()).count();
        long holes = rows.stream().filter(Requirement::isHole).count();
        String summary = Files.readString(Requirements.module().resolve("CONFORMANCE.md")).replaceAll("\\s+", " ");
        assertThat(summary).contains(rows.size() + " in all, " + out + " do not bind us (with reasons), "
                + (rows.size() - out - holes) + " have code and a test, " + holes + " are holes");
    }

    @Test
    @EnabledIfSystemProperty(named = TEXTS, matches = ".+")
    void theRowsAreThoseOfTheTexts() throws IOException {
        for (String rfc : Requirements.RFCS) {
            Path folder = Path.of(System.getProperty(TEXTS));
            Path markdown = folder.resolve("rfc" + rfc + ".md");
            List<Found> found = RfcText.read(
                    Files.exists(markdown) ? markdown : folder.resolve("rfc" + rfc + ".txt"));
            assertThat(Requirements.of(rfc)).as(rfc)
                    .extracting(row -> row.place().section() + " " + row.place().ordinal() + " " + row.keyword()
                            + " " + row.digest())
                    .containsExactlyElementsOf(found.stream().map(one -> one.section() + " " + one.ordinal() + " "
                            + one.keyword() + " " + one.digest()).toList());
        }
    }

    @Test
    void plainTextIsReadBySectionsAndSentences(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rfc1.txt");
        Files.writeString(file, """
                Contents
                   1.  A box ....... 1

                   The key words "MUST" and "SHALL" are used.

                1.  A box

                   A box MUST be shut.  It MUST
                   NOT leak, i.e. MUST NOT drip; see Section 3.

                Somebody                 Standards Track                 [Page 1]
                RFC 1                    Boxes                     January 2001

                   o  A lid is REQUIRED, and it

                Somebody                 Standards Track                 [Page 2]
                RFC 1                    Boxes                     January 2001

                   MUST close.
                Appendix A.  More

                   Nothing SHALL be
                   left.
                """);
        assertThat(RfcText.read(file)).extracting(one -> one.section() + " " + one.ordinal() + " " + one.keyword())
                .containsExactly("1 1 MUST", "1 2 MUST NOT", "1 3 MUST NOT", "1 4 REQUIRED", "1 5 MUST",
                        "A 1 SHALL");
        assertThat(RfcText.read(file).get(3).sentence()).isEqualTo("o  A lid is REQUIRED, and it MUST close.");
    }

    @Test
    void bothFormsOfATextGiveTheSameDigest(@TempDir Path folder) throws IOException {
        Path markdown = folder.resolve("rfc1.md");
        Files.writeString(markdown, """
                --- middle
                # A box
                ## Its lid {#lid}
                The **lid**
                MUST fit `exactly` (see {{box}}).
                --- back
                # More
                * It MUST NOT squeak.
                """);
        Path plain = folder.resolve("rfc1.txt");
        Files.writeString(plain, """
                1.1.  Its lid

                   The lid MUST fit exactly (see Section 1).

                A.  More
                """);
        List<Found> found = RfcText.read(markdown);
        assertThat(found).extracting(Found::section).containsExactly("1.1", "A");
        assertThat(found.get(0).digest()).isEqualTo(RfcText.read(plain).get(0).digest());
    }
}

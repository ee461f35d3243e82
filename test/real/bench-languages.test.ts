// Small exercises in the compiled languages: the right solution passes, and neither a stub, nor an end of the
// process, nor a printed success does.
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { readExercise } from "../../src/bench/exercism.ts";
import { grade } from "../../src/bench/grade.ts";
import { prepare } from "../../src/bench/prepare.ts";
import { makeWorkspace } from "../../src/bench/workspace.ts";
import { needs } from "../support/needs.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

// Compilers.
setDefaultTimeout(300_000);

const { cache } = foldersFor(process.cwd(), process.env);
const sandbox = (await opens("bwrap")) ? "bwrap" : "none";

type Sample = {
  readonly at: string;
  readonly file: string;
  readonly test: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly testText: string;
  /** Of the solution, by what becomes of it: whether it passes, whether it compiles. */
  readonly solutions: Readonly<Record<string, readonly [string, boolean, boolean]>>;
};

const samples: Readonly<Record<string, Sample>> = {
  go: {
    at: needs.go,
    file: "sum.go",
    test: "sum_test.go",
    others: { "go.mod": "module sum\n\ngo 1.18\n" },
    testText: `package sum

import "testing"

func TestSmall(t *testing.T) {
	if got := Add(1, 2); got != 3 {
		t.Fatalf("Add(1, 2) = %d, want 3", got)
	}
}

func TestLarge(t *testing.T) {
	if Add(100, 200) != 300 {
		t.Fatal("wrong")
	}
}
`,
    solutions: {
      "is right": ["package sum\n\nfunc Add(a, b int) int { return a + b }\n", true, true],
      "is wrong": ["package sum\n\nfunc Add(a, b int) int { return 0 }\n", false, true],
      "does not compile": ["package sum\n\nfunc Add(a, b int) int {\n", false, false],
      "ends the process": [
        'package sum\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc Add(a, b int) int {\n\tfmt.Println("--- PASS: TestSmall\\n--- PASS: TestLarge\\nPASS")\n\tos.Exit(0)\n\treturn 0\n}\n',
        false,
        true,
      ],
      "ends it before any test": [
        'package sum\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc init() {\n\tfmt.Println("--- PASS: TestSmall\\n--- PASS: TestLarge\\nPASS")\n\tos.Exit(0)\n}\n\nfunc Add(a, b int) int { return 0 }\n',
        false,
        true,
      ],
    },
  },
  rust: {
    at: needs.cargo,
    file: "src/lib.rs",
    test: "tests/sum.rs",
    others: { "Cargo.toml": '[package]\nname = "sum"\nversion = "1.0.0"\nedition = "2021"\n' },
    testText:
      "use sum::*;\n\n#[test]\nfn small() {\n    assert_eq!(add(1, 2), 3);\n}\n\n#[test]\n#[ignore]\nfn large() {\n    assert_eq!(add(100, 200), 300);\n}\n",
    solutions: {
      "is right": ["pub fn add(a: i32, b: i32) -> i32 {\n    a + b\n}\n", true, true],
      "is wrong": ["pub fn add(_: i32, _: i32) -> i32 {\n    3\n}\n", false, true],
      "does not compile": ["pub fn add(\n", false, false],
      "ends the process": [
        'pub fn add(_: i32, _: i32) -> i32 {\n    use std::io::Write;\n    let text = "test small ... ok\\ntest large ... ok\\n\\ntest result: ok. 2 passed; 0 failed; 0 ignored\\n";\n    std::io::stdout().write_all(text.as_bytes()).unwrap();\n    std::process::exit(0)\n}\n',
        false,
        true,
      ],
      "hides the assertions": [
        "#[macro_export]\nmacro_rules! assert_eq { ($($any:tt)*) => {}; }\npub fn add(_: i32, _: i32) -> i32 {\n    0\n}\n",
        false,
        false,
      ],
    },
  },
  java: {
    at: needs.java,
    file: "src/main/java/Sum.java",
    test: "src/test/java/SumTest.java",
    testText: `import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class SumTest {
    @Test
    void small() {
        assertThat(Sum.add(1, 2)).isEqualTo(3);
    }

    @Disabled("Remove to run test")
    @Test
    void large() {
        assertThat(Sum.add(100, 200)).isEqualTo(300);
    }
}
`,
    solutions: {
      "is right": ["class Sum { static int add(int a, int b) { return a + b; } }\n", true, true],
      "is wrong": ["class Sum { static int add(int a, int b) { return 3; } }\n", false, true],
      "does not compile": ["class Sum { static int add(\n", false, false],
      "ends the process": [
        'class Sum { static int add(int a, int b) { System.out.println("[ 2 tests successful ]"); System.exit(0); return 0; } }\n',
        false,
        true,
      ],
    },
  },
};

for (const [language, sample] of Object.entries(samples)) {
  describe.skipIf(sample.at === "")(`a solution in ${language}`, () => {
    for (const [what, [text, passed, compiled]] of Object.entries(sample.solutions)) {
      test(`that ${what} ${passed ? "passes" : "fails"}`, async () => {
        const files = { solution: [sample.file], test: [sample.test], example: [] };
        using folder = await tempFolder({
          "sum/.meta/config.json": JSON.stringify({ files }),
          [`sum/${sample.file}`]: "",
          [`sum/${sample.test}`]: sample.testText,
          ...Object.fromEntries(
            Object.entries(sample.others ?? {}).map(([file, body]) => [`sum/${file}`, body]),
          ),
        });
        const exercise = await readExercise(join(folder.path, "sum"), language);
        const { signal } = new AbortController();
        await prepare([exercise], { cache, signal, say: () => undefined });
        const workspace = join(folder.path, "w");
        await makeWorkspace(exercise, workspace);
        mkdirSync(dirname(join(workspace, sample.file)), { recursive: true });
        writeFileSync(join(workspace, sample.file), text);
        const tested = await grade(exercise, workspace, {
          limitMs: 120_000,
          sandbox,
          cache,
          signal,
        });
        expect(tested).toMatchObject({ type: "tested", passed, compiled, timedOut: false });
      });
    }
  });
}

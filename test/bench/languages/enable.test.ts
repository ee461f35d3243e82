import { expect, test } from "bun:test";
import { cpp } from "../../../src/bench/languages/cpp.ts";
import { mergeCrates } from "../../../src/bench/languages/crates.ts";
import { go } from "../../../src/bench/languages/go.ts";
import { java } from "../../../src/bench/languages/java.ts";
import { javascript } from "../../../src/bench/languages/javascript.ts";
import { python } from "../../../src/bench/languages/python.ts";
import { rust } from "../../../src/bench/languages/rust.ts";

test("every way to leave out a test in JavaScript is undone", () => {
  const source = `xdescribe('a', () => {
  xtest('b', () => {});
  xit('c', () => {});
  test.skip('d', () => {});
  it.skip('e', () => {});
  describe.skip('f', () => {});
  xtest.each([1])('g %d', () => {});
  test.skip.each([1])('h %d', () => {});
  const exit = () => {};
  exit('i');
  box.skip(1);
});
`;
  const enabled = javascript.enable(source);
  expect(enabled).toBe(`describe('a', () => {
  test('b', () => {});
  it('c', () => {});
  test('d', () => {});
  it('e', () => {});
  describe('f', () => {});
  test.each([1])('g %d', () => {});
  test.each([1])('h %d', () => {});
  const exit = () => {};
  exit('i');
  box.skip(1);
});
`);
  expect(javascript.count(enabled)).toBe(6);
});

test("every way to leave out a test in Java is undone", () => {
  const source = `import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class ATest {
    @Disabled("Remove to run test")
    @Test
    void a() {}

    @Disabled("Remove to run test (again)")
    @Test
    void b() {}

    @Disabled
    @Test
    void c() {}

    @Disabled() @Test
    void d() {}

    // A word such as Disabled in a comment stays.
    @Test @Disabled
    void e() {}

    @ParameterizedTest
    void f(int n) {}
}
`;
  const enabled = java.enable(source);
  expect(enabled).not.toContain("@Disabled");
  expect(enabled).toContain("    @Test \n    void e() {}");
  expect(java.count(enabled)).toBe(6);
});

test("every way to leave out a test in Rust is undone, and tests of features are not counted", () => {
  const source = `#[test]
#[ignore]
fn a() {}

mod m {
    #[test]
    #[ignore = "later"]
    fn b() {}
}

#[test]
#[cfg(feature = "more")]
fn c() { if true { } }

#[cfg(feature = "io")]
mod n {
    #[test]
    fn d() {}
}

#[test]
fn e() {}
`;
  const enabled = rust.enable(source);
  expect(enabled).not.toContain("ignore");
  expect(rust.count(enabled)).toBe(3);
});

test("tests of C++ are counted but for those of other builds", () => {
  const source = `#ifdef EXERCISM_TEST_SUITE
#include <catch2/catch.hpp>
#else
#include "test/catch.hpp"
#endif
TEST_CASE("a") {}
#if defined(EXERCISM_RUN_ALL_TESTS)
TEST_CASE("b") {}
TEST_CASE("c", "[tag]") {}
#endif
#if defined(EXERCISM_INCLUDE_BENCHMARK)
TEST_CASE("d") {}
#endif
`;
  expect(cpp.count(cpp.enable(source))).toBe(3);
});

test("tests of Go and Python are counted", () => {
  expect(go.count(go.enable("func TestA(t *testing.T) {\n\tt.Skip()\n}\nfunc helper() {}\n"))).toBe(
    1,
  );
  expect(go.enable('func TestA(t *testing.T) {\n\tt.Skip("later")\n}\n')).not.toContain("Skip");
  const source = `class T(unittest.TestCase):
    @unittest.skip("later")
    def test_a(self): pass

    @unittest.skip
    async def test_b(self): pass

    @unittest.skipIf(True, "x")
    def test_c(self): pass
`;
  const enabled = python.enable(source);
  expect([python.count(enabled), enabled.match(/@unittest\.\w+/g)]).toEqual([
    3,
    ["@unittest.skipIf"],
  ]);
});

test("a manifest takes crates of a solution, and nothing that would run a program", () => {
  const pristine = '[package]\nname = "say"\nversion = "1.0.0"\n\n[features]\nio = []\n';
  const own = `[package]
name = "mine"
build = "evil.rs"

[dependencies]
anyhow = "1.0"
rand = { version = "0.8", features = ["small_rng"] } # chance
local = { path = "../evil" }
far = { git = "https://example.org/far" }

[[test]]
name = "none"
harness = false
`;
  const crates = 'anyhow = "1.0"\nrand = { version = "0.8", features = ["small_rng"] } # chance\n';
  expect(mergeCrates(pristine, own)).toBe(`${pristine}\n[dependencies]\n${crates}`);
  const given = `${pristine}\n[dependencies]\ntime = "0.3"\n\n[lints.clippy]\nx = "allow"\n`;
  expect(mergeCrates(given, own)).toBe(
    `${pristine}\n[dependencies]\n${crates}\n[lints.clippy]\nx = "allow"\n`,
  );
  expect(mergeCrates(given, "[package]\n")).toBe(given);
});

import { expect, test } from "bun:test";
import { cpSync, existsSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, MissingError } from "../../src/app/config-error.ts";
import { chooseExercises } from "../../src/bench/choose.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import { polyglotFolder, setUpPolyglot } from "../../src/bench/polyglot.ts";
import { commitAll, git } from "../support/git.ts";
import { tempFolder } from "../support/temp.ts";

const package_ = join(import.meta.dir, "../..");

/** The files of an exercise that is nothing but a name. */
function exercise(path: string, ending: string): Record<string, string> {
  const files = { solution: [`a.${ending}`], test: [`a_test.${ending}`], example: ["b"] };
  return {
    [`${path}/.meta/config.json`]: JSON.stringify({ files }),
    [`${path}/a.${ending}`]: "",
    [`${path}/a_test.${ending}`]: "",
    [`${path}/b`]: "",
  };
}

const tree = {
  ...exercise("python/exercises/practice/react", "py"),
  ...exercise("python/exercises/practice/simple-cipher", "py"),
  ...exercise("rust/exercises/practice/react", "rs"),
  ...exercise("rust/exercises/concept/taught", "rs"),
  ...exercise("go/exercises/practice/rotational-cipher", "go"),
};

async function keysOf(spec: string): Promise<readonly string[]> {
  const { exercises } = await openDataset(spec, { package: package_, cache: "/none" });
  return exercises.map(({ key }) => key);
}

async function messageOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof MissingError) return error.message;
    throw error;
  }
  return "";
}

test("a tree of languages, one track and one exercise are datasets", async () => {
  using folder = await tempFolder(tree);
  const all = ["python/react", "python/simple-cipher", "go/rotational-cipher", "rust/react"];
  expect(await keysOf(folder.path)).toEqual(all);
  expect(await keysOf(join(folder.path, "python"))).toEqual(all.slice(0, 2));
  expect(await keysOf(join(folder.path, "go/exercises/practice/rotational-cipher"))).toEqual([
    "go/rotational-cipher",
  ]);
});

test("an exercise that cannot be read is named, and the others are there", async () => {
  using folder = await tempFolder({
    ...tree,
    "python/exercises/practice/bad/.meta/config.json": "{}",
  });
  const { exercises, broken } = await openDataset(folder.path, { package: package_, cache: "" });
  const file = join(folder.path, "python/exercises/practice/bad/.meta/config.json");
  expect([exercises.length, broken]).toEqual([4, [`${file}: "files" is missing.`]]);
});

test("what is no dataset is said", async () => {
  using folder = await tempFolder({ "a.txt": "" });
  const places = { package: package_, cache: folder.path };
  const open = (spec: string) => messageOf(() => openDataset(spec, places, folder.path));
  expect(await open("polyglot")).toBe(
    "The polyglot set is not here yet; get it: localcode bench setup.",
  );
  expect(await open("gone")).toBe(
    `There is no folder ${folder.path}/gone. Datasets: polyglot, starter, or a folder of exercises.`,
  );
  expect(await open(".")).toBe(
    `There is no exercise below ${folder.path}. Each exercise needs a .meta/config.json, as in a track of Exercism.`,
  );
});

test("the same exercises have the same hash wherever they lie, and a changed one has not", async () => {
  using one = await tempFolder(tree);
  using other = await tempFolder(tree);
  const identity = async (path: string) =>
    await (await openDataset(path, { package: package_, cache: "" })).identity();
  const first = await identity(one.path);
  expect(first).toEqual({ hash: first.hash, exercises: 4 });
  expect(await identity(other.path)).toEqual(first);
  writeFileSync(join(other.path, "python/exercises/practice/react/a_test.py"), "#");
  expect((await identity(other.path)).hash).not.toBe(first.hash);
});

test("a link in an exercise is known by where it leads and never followed", async () => {
  using folder = await tempFolder(tree);
  const identity = async () =>
    (await (await openDataset(folder.path, { package: package_, cache: "" })).identity()).hash;
  const link = join(folder.path, "python/exercises/practice/react/round");
  const none = await identity();
  symlinkSync("..", link);
  const first = await identity();
  unlinkSync(link);
  symlinkSync("/", link);
  expect(new Set([none, first, await identity()]).size).toBe(3);
});

test("exercises are chosen by language, by parts of names, by keys and by globs", async () => {
  using folder = await tempFolder(tree);
  const { exercises } = await openDataset(folder.path, { package: package_, cache: "" });
  const chosen = (choice: Parameters<typeof chooseExercises>[1]) =>
    chooseExercises(exercises, choice).map(({ key }) => key);
  expect(chosen({})).toEqual(exercises.map(({ key }) => key));
  expect(chosen({ names: ["cipher"] })).toEqual(["python/simple-cipher", "go/rotational-cipher"]);
  expect(chosen({ names: ["rust/react"] })).toEqual(["rust/react"]);
  expect(chosen({ names: ["rot*", "python/*"] })).toEqual([
    "python/react",
    "python/simple-cipher",
    "go/rotational-cipher",
  ]);
  expect(chosen({ languages: ["rust", "go"], exclude: ["rotational-cipher"] })).toEqual([
    "rust/react",
  ]);
  expect(chosen({ names: ["react", "leap"], allowMissing: true })).toEqual([
    "python/react",
    "rust/react",
  ]);
});

test("a name or language that is none is said, with what is near", async () => {
  using folder = await tempFolder(tree);
  const { exercises } = await openDataset(folder.path, { package: package_, cache: "" });
  const said = (choice: Parameters<typeof chooseExercises>[1]) =>
    messageOf(() => chooseExercises(exercises, choice));
  expect(await said({ names: ["reakt"] })).toBe('No task matches "reakt". Did you mean "react"?');
  expect(await said({ names: ["xyzzyxyzzyxyzzy"] })).toBe('No task matches "xyzzyxyzzyxyzzy".');
  expect(await said({ languages: ["perl"] })).toBe(
    'No exercises in "perl". Languages: python, go, rust.',
  );
});

test("the polyglot set is cloned from a folder at a commit, and goes to the newest when asked", async () => {
  using source = await tempFolder(exercise("python/exercises/practice/one", "py"));
  commitAll(source.path);
  const first = git(source.path, "rev-parse", "HEAD").trim();
  cpSync(
    join(source.path, "python/exercises/practice/one"),
    join(source.path, "python/exercises/practice/two"),
    { recursive: true },
  );
  commitAll(source.path);
  const second = git(source.path, "rev-parse", "HEAD").trim();
  using cache = await tempFolder();
  const places = { package: package_, cache: cache.path };
  const { signal } = new AbortController();
  const from = { from: source.path };
  const folder = polyglotFolder(places);
  const keys = async () => (await openDataset("polyglot", places)).exercises.map(({ key }) => key);

  expect(await setUpPolyglot(places, { ...from, commit: first }, signal)).toEqual({
    folder,
    commit: first,
  });
  expect(await keys()).toEqual(["python/one"]);
  expect(await setUpPolyglot(places, { ...from, update: true }, signal)).toEqual({
    folder,
    commit: second,
    before: first,
  });
  expect(await keys()).toEqual(["python/one", "python/two"]);
  const { commit, exercises } = await (await openDataset("polyglot", places)).identity();
  expect([commit, exercises]).toEqual([second, 2]);
});

test("the polyglot set is copied from a folder that is no repository", async () => {
  using source = await tempFolder(exercise("python/exercises/practice/one", "py"));
  using cache = await tempFolder();
  const { signal } = new AbortController();
  const state = await setUpPolyglot({ cache: cache.path }, { from: source.path }, signal);
  expect(state).toEqual({ folder: polyglotFolder({ cache: cache.path }) });
  expect(await keysOf(state.folder)).toEqual(["python/one"]);
});

test("a set that cannot be fetched leaves nothing behind", async () => {
  using cache = await tempFolder();
  const { signal } = new AbortController();
  const options = { url: join(cache.path, "gone") };
  const said = await messageOf(() => setUpPolyglot({ cache: cache.path }, options, signal));
  expect(said).toStartWith(`The polyglot set could not be fetched from ${cache.path}/gone: `);
  expect(said).toEndWith("Name a copy on this machine: localcode bench setup --from FOLDER.");
  expect(existsSync(polyglotFolder({ cache: cache.path }))).toBe(false);
});

import type { Random } from "./random.ts";

/** Words of every day, of which names are made. */
export const nouns =
  "apple arrow badge basket beacon berry bottle branch bread brick bridge brush bucket button cabin cable candle canvas card carpet castle cedar chain chair chart clock cloud coast coin column copper coral corner cottage cup curtain desk diary dinner door drawer drum engine fabric feather fence field flag flame flower forest fountain frame fruit garden gate ghost glass globe glove grape guitar hammer harbour hat hill honey hook horse hotel island jacket jar jewel kettle kitchen kite ladder lake lamp leaf lemon letter lever library lock machine magnet map marble market mask meadow medal melon mirror moon morning mountain museum needle nest notebook ocean onion orange orchard oven paddle paint palace paper parcel pearl pencil pepper piano picture pillow pilot pipe planet plate pocket pond poster potato pump puzzle quilt rabbit radio rail ribbon river robot rocket roof rope saddle sail salad sand scarf school seed shadow shed shell ship shoe silver sketch sleeve snow soap sock song spoon spring square stable stamp station stone story street sugar summer sun sweater table tailor tea tent theatre thread ticket tiger timber toast tool torch tower town track train tree trumpet tunnel turtle umbrella valley vase village violin wagon wall watch water wave wheel whistle window winter wire wolf wood yard zebra".split(
    " ",
  );

export const verbs =
  "add apply arrange ask assign balance bind blend build calculate call carry change check choose clean clear close collect combine compare compute connect copy count cover create cut decide derive describe detect divide draw drop emit encode enter estimate evaluate examine expand extract fetch fill filter find finish fix fold follow format gather get give group guess handle hide hold identify insert inspect join judge keep label lead learn lift limit list load locate look make map mark match measure merge mix move name note number obtain open order pack pair parse pass pick place plan point prepare present print produce pull push rank rate reach read reduce remove render repeat replace report resolve restore return rotate round run save scan score search select send serve set share shift show shrink skip solve sort split spread stack start store strip sum swap take tally test tidy trace track trim turn unpack update use value verify visit wait walk watch weigh work wrap write".split(
    " ",
  );

/** Words of the languages, and names of theirs that a solution may need. */
const reserved = new Set(
  "assert break case catch class const continue def default delete del do else enum export extends filter finally for from global if import in input is lambda len let list map match max min new next not or order pass print range return round set sort sorted static str sum super switch test this throw try type typeof var void while with yield zip name number value".split(
    " ",
  ),
);

/** Words that may name anything in both languages. */
export const plainWords: readonly string[] = [...nouns, ...verbs].filter(
  (word) => !reserved.has(word),
);

export const people =
  "Ada Ben Cleo Dan Eva Finn Gus Hana Ida Jon Kim Leo Mia Ned Ola Pia Quin Rosa Sam Tia Uma Vera Will Xena Yara Zoe Amir Bela Carl Dora Emil Fay Greta Hugo Iris Jack Kora Lars Mona Nils Olga Paul Rita Sven Theo Ulla Viki Wanda".split(
    " ",
  );

/** How often a name fits its task; the others are any words. */
const fittingShare = 0.3;

/** A word nobody has used before, such as "brolin" or "lanket": what it stands for can only be copied. */
export function madeUp(random: Random): string {
  const word = random.chance(0.5) ? spelled(random) : spliced(random);
  return word.length < shortestMadeUp || reserved.has(word) ? madeUp(random) : word;
}

const shortestMadeUp = 3;

function spelled(random: Random): string {
  const onsets = "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z".split(" ");
  const vowels = "a e i o u ai ea oo".split(" ");
  const codas = ["", "", "l", "n", "r", "s", "t", "x", "nd", "rk", "sh"];
  const syllable = (): string =>
    random.option(onsets) + random.option(vowels) + random.option(codas);
  return Array.from({ length: random.int(1, 3) }, syllable).join("");
}

/** The beginning of one word and the end of another. */
function spliced(random: Random): string {
  const [one, other] = [random.option(plainWords), random.option(plainWords)];
  return one.slice(0, random.int(1, one.length)) + other.slice(random.int(1, other.length - 1));
}

/** "next_stop" in Python, "nextStop" in JavaScript. */
export function identifier(language: "python" | "javascript", words: string): string {
  const parts = words.toLowerCase().split(/[ _-]+/);
  if (language === "python") return parts.join("_");
  return parts.map((part, at) => (at === 0 ? part : capital(part))).join("");
}

export function className(words: string): string {
  return words
    .toLowerCase()
    .split(/[ _-]+/)
    .map(capital)
    .join("");
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * The name of a function: often one of these fitting ones ("bus fare"), else any verb, noun or
 * made-up word, so that a model learns to copy a name and not to guess it.
 */
export function functionName(
  random: Random,
  language: "python" | "javascript",
  fitting: readonly string[],
): string {
  return identifier(language, random.name(pool(random, fitting)));
}

function pool(random: Random, fitting: readonly string[]): readonly string[] {
  const drawn = (): string => {
    const verb = random.option(verbs);
    const noun = random.option(nouns);
    return random.option([
      verb,
      noun,
      `${verb} ${noun}`,
      `${noun} ${random.option(nouns)}`,
      madeUp(random),
      `${verb} ${madeUp(random)}`,
    ]);
  };
  return random.chance(fittingShare)
    ? fitting
    : Array.from({ length: 24 }, drawn).filter((name) => !reserved.has(name));
}

/** The name of a task, in kebab case. */
export function slugName(random: Random, fitting: readonly string[]): string {
  const made = Array.from(
    { length: 24 },
    () => `${random.option(nouns)}-${random.option([...nouns, ...verbs])}`,
  );
  return random.name(random.chance(fittingShare) && fitting.length > 0 ? fitting : made);
}

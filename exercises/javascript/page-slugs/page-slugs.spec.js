import { slug, slugs } from './page-slugs';

describe('slug', () => {
  test('words are joined', () => {
    expect(slug('Hello,  big World!')).toBe('hello-big-world');
  });

  test('accents go away', () => {
    expect(slug('Crème Brûlée à São Paulo')).toBe('creme-brulee-a-sao-paulo');
  });

  test('some letters become several', () => {
    expect(slug('Straße')).toBe('strasse');
    expect(slug('Salt & Pepper')).toBe('salt-and-pepper');
    expect(slug('R&B')).toBe('r-and-b');
  });

  test('an apostrophe leaves no gap', () => {
    expect(slug("Don't look, it’s cold")).toBe('dont-look-its-cold');
  });

  test('a long title ends after a word', () => {
    expect(slug('one two three four five six seven eight nine')).toBe('one-two-three-four-five-six-seven-eight');
  });

  test('a title may fill all the room', () => {
    expect(slug('abcdefghijklmnopqrst abcdefghijklmnopqrs')).toBe('abcdefghijklmnopqrst-abcdefghijklmnopqrs');
  });

  test('a first word that is too long is cut', () => {
    expect(slug('x'.repeat(50))).toBe('x'.repeat(40));
  });

  test('where nothing is left it is a page', () => {
    expect(slug('')).toBe('page');
    expect(slug('¿…?')).toBe('page');
  });
});

describe('slugs', () => {
  test('different titles keep their slugs', () => {
    expect(slugs(['One', 'Two'])).toEqual(['one', 'two']);
  });

  test('what is taken gets a number', () => {
    expect(slugs(['News', 'news!', 'NEWS'])).toEqual(['news', 'news-2', 'news-3']);
  });

  test('a number that is taken is passed over', () => {
    expect(slugs(['News 2', 'News', 'News', 'News'])).toEqual(['news-2', 'news', 'news-3', 'news-4']);
  });

  test('no titles', () => {
    expect(slugs([])).toEqual([]);
  });
});

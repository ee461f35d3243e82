import { parse } from './query-words';

describe('parse', () => {
  test('nothing', () => {
    expect(parse('  ')).toEqual({ words: [], without: [], fields: {} });
  });

  test('words', () => {
    expect(parse(' cheap  bike ')).toEqual({ words: ['cheap', 'bike'], without: [], fields: {} });
  });

  test('words in quotes', () => {
    expect(parse('"red bike" blue').words).toEqual(['red bike', 'blue']);
  });

  test('words that must not occur', () => {
    expect(parse('bike -rust -"old one"')).toEqual({ words: ['bike'], without: ['rust', 'old one'], fields: {} });
  });

  test('fields', () => {
    expect(parse('size:54 Size:56 -size:58').fields).toEqual({ size: { only: ['54', '56'], not: ['58'] } });
  });

  test('a value in quotes', () => {
    expect(parse('-shop:"old town" shop:x').fields).toEqual({ shop: { only: ['x'], not: ['old town'] } });
  });

  test('all of it', () => {
    expect(parse('cheap "red bike" -rust size:54 -shop:"old town"')).toEqual({
      words: ['cheap', 'red bike'],
      without: ['rust'],
      fields: { size: { only: ['54'], not: [] }, shop: { only: [], not: ['old town'] } },
    });
  });

  test('a colon may belong to a word', () => {
    expect(parse('10:30 :x a-b:c').words).toEqual(['10:30', ':x', 'a-b:c']);
    expect(parse('url:http://a').fields).toEqual({ url: { only: ['http://a'], not: [] } });
  });

  test('a dash may be a word', () => {
    expect(parse('a - b').words).toEqual(['a', '-', 'b']);
  });

  test('what stands in quotes is a word', () => {
    expect(parse('"-a" "b:c"')).toEqual({ words: ['-a', 'b:c'], without: [], fields: {} });
  });

  test('a quote that is not closed', () => {
    expect(() => parse('a "b c')).toThrow(new Error('unclosed quote at 2'));
    expect(() => parse('shop:"b c')).toThrow(new Error('unclosed quote at 5'));
  });

  test('a name without a value', () => {
    expect(() => parse('a size: 54')).toThrow(new Error('size has no value'));
  });
});

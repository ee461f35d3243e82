/** Whether every process with the word in its arguments is gone within 5 s; the word is one test's own. */
export async function gone(word: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const list = Bun.spawnSync(["ps", "-A", "-o", "args"]).stdout.toString();
    if (!list.includes(word)) return true;
    await Bun.sleep(50);
  }
  return false;
}

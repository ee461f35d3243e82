export type SandboxOptions = {
  /** Absolute and real: commands may write below it. */
  readonly root: string;
  /** Lets commands reach the network. */
  readonly network: boolean;
  /** More folders that commands may write to, such as a build cache. */
  readonly writable: readonly string[];
  /** Folders of localcode itself that commands may only read, also where they do not exist yet. */
  readonly guarded: readonly string[];
  /** Folders that commands must be able to read, though a container or the private /tmp would hide them. */
  readonly readable?: readonly string[];
  /** Folders that commands find empty, whatever lies in them; what is writable below them is seen. */
  readonly hidden?: readonly string[];
  /** Nothing below the root is run or obeyed afterwards, so that nothing there is guarded. Default: false. */
  readonly throwaway?: boolean;
  /** The image of docker and podman; without one `auto` does not try them. */
  readonly image?: string;
};

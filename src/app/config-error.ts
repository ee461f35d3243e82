/** A wrong flag, field or file; its message names it and says what is allowed. Exit code 2. */
export class ConfigError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ConfigError";
  }
}

/** An agent or model that does not exist; its message names the nearest ones. Exit code 4. */
export class MissingError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MissingError";
  }
}

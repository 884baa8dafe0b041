/** Tells readers that something has changed, a few times a second however often it does. */
export class GentleReaders {
  readonly #readers = new Set<() => void>();
  readonly #pulse: number;
  readonly #look: () => void;
  #isTelling = false;

  /**
   * @param pulse milliseconds between two times that they are told
   * @param look called before they are told
   */
  constructor(pulse: number, look: () => void) {
    this.#pulse = pulse;
    this.#look = look;
  }

  add(reader: () => void): () => void {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      this.#look();
      for (const reader of this.#readers) reader();
    }, this.#pulse);
  }
}

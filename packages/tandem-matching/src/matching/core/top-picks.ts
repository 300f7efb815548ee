export interface Offer {
  readonly weights: Int32Array;
  readonly price: Float64Array;
  /** Weights below this are no edges. */
  readonly least: number;
  readonly from: number;
  readonly to: number;
}

const SAMPLE_STEP = 16;

/** The columns with the largest gains seen, in descending order; of equal gains the first seen stays. */
export class TopPicks {
  readonly items: Int32Array;
  readonly scores: Float64Array;
  count = 0;
  private limit = 0;
  private floor = Number.NEGATIVE_INFINITY;

  constructor(size: number) {
    this.items = new Int32Array(size);
    this.scores = new Float64Array(size);
  }

  /** Starts anew. Only gains above `floor` are taken. */
  reset(limit: number, floor = Number.NEGATIVE_INFINITY): void {
    this.limit = limit;
    this.count = 0;
    this.floor = floor;
  }

  /**
   * A gain that at least as many columns exceed or equal as are to be picked, from every 16th column. Starting above it saves most
   * insertions where gains rise along the columns, as structured weights do.
   */
  sampleFloor(limit: number, offer: Omit<Offer, 'from' | 'to'>): number {
    const { weights, price, least } = offer;
    this.reset(limit);
    for (let j = 0; j < weights.length; j += SAMPLE_STEP) {
      const weight = weights[j] as number;
      const gain = weight - (price[j] as number);
      if (weight >= least && gain > this.bar()) this.insert(j, gain);
    }
    return this.count < limit ? Number.NEGATIVE_INFINITY : (this.scores[limit - 1] as number) - 1;
  }

  /** Looks at four columns at a time: most of them are below the bar. */
  offerAll({ weights, price, least, from, to }: Offer): void {
    let bar = this.bar();
    const fours = from + ((to - from) & ~3);
    for (let j = from; j < fours; j += 4) {
      const first = (weights[j] as number) - (price[j] as number);
      const second = (weights[j + 1] as number) - (price[j + 1] as number);
      const third = (weights[j + 2] as number) - (price[j + 2] as number);
      const fourth = (weights[j + 3] as number) - (price[j + 3] as number);
      if (first > bar || second > bar || third > bar || fourth > bar)
        bar = this.offerEach({ weights, price, least, from: j, to: j + 4 });
    }
    this.offerEach({ weights, price, least, from: fours, to });
  }

  private bar(): number {
    return this.count < this.limit ? this.floor : (this.scores[this.limit - 1] as number);
  }

  private offerEach({ weights, price, least, from, to }: Offer): number {
    let bar = this.bar();
    for (let j = from; j < to; j += 1) {
      const weight = weights[j] as number;
      const gain = weight - (price[j] as number);
      if (gain > bar && weight >= least) {
        this.insert(j, gain);
        bar = this.bar();
      }
    }
    return bar;
  }

  private insert(item: number, score: number): void {
    const { items, scores } = this;
    let at = this.count < this.limit ? this.count : this.limit - 1;
    while (at > 0 && (scores[at - 1] as number) < score) {
      items[at] = items[at - 1] as number;
      scores[at] = scores[at - 1] as number;
      at -= 1;
    }
    items[at] = item;
    scores[at] = score;
    if (this.count < this.limit) this.count += 1;
  }
}

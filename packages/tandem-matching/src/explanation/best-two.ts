const NONE = -1;

export interface OtherPair {
  readonly other: number;
  readonly affinity: number;
}

/** The two best possible pairs of everybody on one side; of equal ones the first offered. */
export class BestTwo {
  private readonly firstOther: Int32Array;
  private readonly firstAffinity: Int16Array;
  private readonly secondOther: Int32Array;
  private readonly secondAffinity: Int16Array;

  constructor(size: number) {
    this.firstOther = new Int32Array(size).fill(NONE);
    this.firstAffinity = new Int16Array(size).fill(NONE);
    this.secondOther = new Int32Array(size).fill(NONE);
    this.secondAffinity = new Int16Array(size).fill(NONE);
  }

  offer(person: number, other: number, affinity: number): void {
    if (affinity > (this.firstAffinity[person] as number)) {
      this.secondOther[person] = this.firstOther[person] as number;
      this.secondAffinity[person] = this.firstAffinity[person] as number;
      this.firstOther[person] = other;
      this.firstAffinity[person] = affinity;
    } else if (affinity > (this.secondAffinity[person] as number)) {
      this.secondOther[person] = other;
      this.secondAffinity[person] = affinity;
    }
  }

  /** The best pair of a person with anybody but the one given. */
  besides(person: number, chosen: number): OtherPair | undefined {
    const useSecond = this.firstOther[person] === chosen;
    const other = (useSecond ? this.secondOther : this.firstOther)[person] as number;
    const affinity = (useSecond ? this.secondAffinity : this.firstAffinity)[person] as number;
    return other === NONE ? undefined : { other, affinity };
  }
}

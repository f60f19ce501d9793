/** A binary heap: the least element by `compare` is always on top. Push and pop cost log n. */
export interface Heap<T> {
  readonly size: number;
  push(item: T): void;
  peek(): T | undefined;
  pop(): T | undefined;
}

/** Makes an empty heap. `compare` answers below zero if its first argument comes first. */
export function createHeap<T>(compare: (a: T, b: T) => number): Heap<T> {
  const items: T[] = [];

  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b]!, items[a]!];
  }

  function up(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (compare(items[parent]!, items[child]!) <= 0) return;
      swap(parent, child);
      child = parent;
    }
  }

  function down(): void {
    for (let parent = 0; ; ) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < items.length && compare(items[child]!, items[least]!) < 0) least = child;
      }
      if (least === parent) return;
      swap(parent, least);
      parent = least;
    }
  }

  return {
    get size() {
      return items.length;
    },
    push(item) {
      items.push(item);
      up(items.length - 1);
    },
    peek: () => items[0],
    pop() {
      const top = items[0];
      const last = items.pop();
      if (items.length > 0) {
        items[0] = last!;
        down();
      }
      return top;
    },
  };
}

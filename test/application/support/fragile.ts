/**
 * A port that breaks off after one of its calls was done: the caller never hears of it, as when a process dies.
 * @param crash whether this call, counted by the caller, is the one
 */
export const fragile = <Port extends object>(port: Port, crash: () => boolean): Port =>
  new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const answer: unknown = await Reflect.apply(method, target, args);
        if (crash()) throw new Error('crash');
        return answer;
      };
    },
  });

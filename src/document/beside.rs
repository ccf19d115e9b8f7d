//! Work that is done beside other work, on stacks that are deep enough for templates; the results keep their order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The stack on which templates are rendered; what they compute may be nested deeply.
const STACK: usize = 256 * 1024 * 1024;
/// So many stacks at most: they are only reserved, but some systems count even that.
const MOST: usize = 8;

/// Does each piece of work, several at once where the machine has the cores; the first results stand first, whoever was
/// done first.
pub(super) fn all<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            let result = work(at);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    std::thread::scope(|scope| {
        let threads = rayon::current_num_threads().clamp(1, MOST).min(count);
        let start = || std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).ok();
        let started: Vec<_> = (0..threads).filter_map(|_| start()).collect();
        if started.is_empty() {
            // no room for such a stack: the one that there is has to do
            worker();
        }
        for thread in started {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order() {
        let slow_first = |at: usize| {
            std::thread::sleep(std::time::Duration::from_millis(if at == 0 { 30 } else { 1 }));
            at * 2
        };
        assert_eq!(all(9, slow_first), [0, 2, 4, 6, 8, 10, 12, 14, 16]);
        assert!(all(0, slow_first).is_empty());
    }

    #[test]
    #[should_panic(expected = "nobody")]
    fn what_fails_is_not_lost() {
        all(2, |at| assert!(at != 1, "nobody does it"));
    }
}

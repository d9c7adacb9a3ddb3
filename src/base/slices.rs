//! Long work in slices. A page opened from disk has nobody to work beside it: it must draw and hear between
//! two slices of its own work, and give it up half way. Such work is an `async` function that waits for
//! nothing but [`breath`]; whoever does not mind the wait asks for the answer [`at_once`].

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Ends a slice: whoever drives the work may do something else, or never come back.
pub async fn breath() {
    let mut rested = false;
    poll_fn(|_| {
        if rested {
            return Poll::Ready(());
        }
        rested = true;
        Poll::Pending
    })
    .await;
}

/// Works until the next breath; the answer, if that was the last slice.
pub fn slice<T>(work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }
}

/// The answer of divided work, without a rest. Never returns if the work waits for anything but a breath.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Some(answer) = slice(work.as_mut()) {
            return answer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_where_it_took_a_breath() {
        let mut work = pin!(async {
            let mut sum = 0;
            for n in 1..=3 {
                sum += n;
                breath().await;
            }
            sum
        });
        let slices = (0..4).map(|_| slice(work.as_mut()));
        assert_eq!(slices.collect::<Vec<_>>(), [None, None, None, Some(6)]);
        assert_eq!(at_once(async { 7 }), 7);
    }
}

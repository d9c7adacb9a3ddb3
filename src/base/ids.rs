//! Typed indices, so that a parameter's number can never be taken for an amount's.

use std::marker::PhantomData;

/// A type that is an index into an [`IdVec`].
pub trait Id: Copy {
    /// The id with this position.
    fn from_index(index: usize) -> Self;
    /// Its position.
    fn index(self) -> usize;
}

/// Declares a newtype over `u32` that is an [`Id`].
#[macro_export]
macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(u32);

        impl $crate::base::ids::Id for $name {
            fn from_index(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

/// A vector indexed by one kind of id. Ids come only from [`IdVec::push`] and iteration, so indexing
/// holds by construction as long as vectors of two rulebooks are not mixed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// No items yet.
    pub fn new() -> IdVec<I, T> {
        IdVec {
            items: Vec::new(),
            id: PhantomData,
        }
    }

    /// No items yet, room for `capacity` of them.
    pub fn with_capacity(capacity: usize) -> IdVec<I, T> {
        IdVec {
            items: Vec::with_capacity(capacity),
            id: PhantomData,
        }
    }

    /// Adds an item and gives its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::from_index(self.items.len() - 1)
    }

    /// The item of an id, if the id is of this vector.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// Items with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (I::from_index(index), item))
    }

    /// Ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }

    /// Items in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<I: Id, T> Default for IdVec<I, T> {
    fn default() -> IdVec<I, T> {
        IdVec::new()
    }
}

impl<I: Id, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> IdVec<I, T> {
        IdVec {
            items: items.into_iter().collect(),
            id: PhantomData,
        }
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "the one place where an id meets its vector"
)]
impl<I: Id, T> std::ops::Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "the one place where an id meets its vector"
)]
impl<I: Id, T> std::ops::IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

//! A sheet as one text, for the module that makes a workbook of it: every text with its length before
//! it, every list with its count.
//!
//! Both ends are of one build, and reading and writing are made from one list of fields, so they cannot
//! come apart; a general format would weigh more in the first load than the sheet itself.

/// What can be packed.
pub trait Packed: Sized {
    /// Appends it.
    fn pack(&self, out: &mut String);

    /// Takes it from the front; `None` where the text holds something else.
    fn unpack(text: &mut &str) -> Option<Self>;
}

impl Packed for String {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        out.push_str(self);
    }

    fn unpack(text: &mut &str) -> Option<Self> {
        let length = usize::unpack(text)?;
        let (own, rest) = text.split_at_checked(length)?;
        *text = rest;
        Some(own.to_owned())
    }
}

impl Packed for usize {
    fn pack(&self, out: &mut String) {
        out.push_str(&self.to_string());
        out.push(' ');
    }

    fn unpack(text: &mut &str) -> Option<Self> {
        let (digits, rest) = text.split_once(' ')?;
        *text = rest;
        digits.parse().ok()
    }
}

impl Packed for bool {
    fn pack(&self, out: &mut String) {
        usize::from(*self).pack(out);
    }

    fn unpack(text: &mut &str) -> Option<Self> {
        Some(usize::unpack(text)? == 1)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut String) {
        usize::from(self.is_some()).pack(out);
        if let Some(inner) = self {
            inner.pack(out);
        }
    }

    fn unpack(text: &mut &str) -> Option<Self> {
        match usize::unpack(text)? {
            0 => Some(None),
            _ => Some(Some(T::unpack(text)?)),
        }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        self.iter().for_each(|one| one.pack(out));
    }

    fn unpack(text: &mut &str) -> Option<Self> {
        let count = usize::unpack(text)?;
        (0..count).map(|_| T::unpack(text)).collect()
    }
}

/// A struct of packed fields.
macro_rules! packed {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$of])*
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl $crate::report::sheet::packed::Packed for $name {
            fn pack(&self, out: &mut String) {
                $(self.$field.pack(out);)*
            }

            fn unpack(text: &mut &str) -> Option<Self> {
                Some($name { $($field: <$type>::unpack(text)?,)* })
            }
        }
    };
}

pub(super) use packed;

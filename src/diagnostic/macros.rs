//! The shorthand with which a phase lists its codes: slug, level, family; the page lies beside the list.

/// Declares codes. The page of each is the file `<slug>.md` in the folder of the caller.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $level:ident, $group:ident;)*) => {
        $(
            $(#[$doc])*
            pub static $name: $crate::diagnostic::Code = $crate::diagnostic::Code {
                slug: $slug,
                level: $crate::diagnostic::Level::$level,
                group: $crate::diagnostic::Group::$group,
                since: "0.1",
                page: include_str!(concat!($slug, ".md")),
            };
        )*
        /// Every code of this list.
        pub static CODES: &[&$crate::diagnostic::Code] = &[$(&$name),*];
    };
}

pub(crate) use codes;

/// Declares the one code of a rule; its page is the file `<slug>.md` beside it.
macro_rules! code {
    ($slug:literal, $level:ident, $group:ident) => {
        /// What this rule reports.
        pub static CODE: $crate::diagnostic::Code = $crate::diagnostic::Code {
            slug: $slug,
            level: $crate::diagnostic::Level::$level,
            group: $crate::diagnostic::Group::$group,
            since: "0.1",
            page: include_str!(concat!($slug, ".md")),
        };
    };
}

pub(crate) use code;

//! What is added to the program.

use limbeck_models::rust::{Checked, check, check_enum};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Error, Path, spanned::Spanned};

/// Of a struct: what is wrong with it, or what only the compiler can look up. Neither leaves code behind.
pub(crate) fn model(input: &DeriveInput) -> TokenStream {
    match check(input) {
        Ok(Checked { enums, variants }) => {
            let types = enums.iter().map(|(path, whole)| has_labels(path, whole));
            types.chain(variants.iter().map(is_there)).collect()
        }
        Err(problems) => told(&problems),
    }
}

/// Of an enum: its labels. One with mistakes has them too, so that its models are not told of it as well.
pub(crate) fn sql_enum(input: &DeriveInput) -> TokenStream {
    let (labels, problems) = match check_enum(input) {
        Ok(labels) => (labels, Vec::new()),
        Err(problems) => (vec![String::new()], problems),
    };
    let ident = &input.ident;
    let (parameters, arguments, condition) = input.generics.split_for_impl();
    let problems = told(&problems);
    quote! {
        #problems
        #[automatically_derived]
        #[allow(dead_code)]
        impl #parameters #ident #arguments #condition {
            /// What the database calls the variants, in their order.
            pub const SQL_LABELS: &'static [&'static str] = &[#(#labels),*];
        }
    }
}

fn told(problems: &[Error]) -> TokenStream {
    problems.iter().map(Error::to_compile_error).collect()
}

/// A constant of the type itself comes before one of a trait: a type that derives `SqlEnum` has labels, and any
/// other has none.
fn has_labels(path: &Path, whole: &str) -> TokenStream {
    let problem = format!(
        "limbeck does not know the SQL type of `{whole}`: add #[limbeck(sql_type = \"...\")], #[limbeck(skip)] if it is no column, or derive `SqlEnum` on it if it is an enum"
    );
    quote_spanned! { path.span() =>
        const _: () = {
            #[allow(dead_code)]
            trait Unlabelled {
                const SQL_LABELS: &'static [&'static str] = &[];
            }
            impl<T: ?Sized> Unlabelled for T {}
            assert!(!<#path>::SQL_LABELS.is_empty(), #problem);
        };
    }
}

/// A variant that is a default.
fn is_there(path: &Path) -> TokenStream {
    quote_spanned! { path.span() =>
        const _: fn() = || {
            let _ = #path;
        };
    }
}

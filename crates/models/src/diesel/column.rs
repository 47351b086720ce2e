//! The grammar of one column of `table!`.

use syn::{
    Attribute, Expr, ExprLit, Ident, Lit, Meta, Token, TypePath,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

/// `#[attributes] ident -> Type`, as written.
pub(super) struct ColumnDecl {
    pub(super) attributes: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) sql_name: String,
    pub(super) sql_type: TypePath,
    pub(super) max_length: Option<u64>,
    pub(super) auto_increment: bool,
}

impl Parse for ColumnDecl {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let ident = input.call(Ident::parse_any)?;
        input.parse::<Token![->]>()?;
        let sql_type = input.parse()?;
        Ok(Self {
            sql_name: sql_name(&attributes, &ident)?,
            max_length: max_length(&attributes)?,
            auto_increment: attributes.iter().any(|attribute| attribute.path().is_ident("auto_increment")),
            attributes,
            ident,
            sql_type,
        })
    }
}

/// `#[sql_name = "..."]`, else the identifier; neither carries `r#` into the database.
pub(super) fn sql_name(attributes: &[Attribute], ident: &Ident) -> syn::Result<String> {
    let Some((lit, span)) = literal(attributes, "sql_name")? else {
        return Ok(ident.unraw().to_string());
    };
    let Lit::Str(text) = lit else {
        return Err(syn::Error::new(span, "`sql_name` takes a string: #[sql_name = \"name\"]"));
    };
    let text = text.value();
    let name = text.strip_prefix("r#").unwrap_or(&text);
    if name.is_empty() {
        return Err(syn::Error::new(span, "`sql_name` cannot be empty"));
    }
    Ok(name.to_owned())
}

fn max_length(attributes: &[Attribute]) -> syn::Result<Option<u64>> {
    match literal(attributes, "max_length")? {
        None => Ok(None),
        Some((Lit::Int(length), _)) => length.base10_parse().map(Some),
        Some((_, span)) => Err(syn::Error::new(span, "`max_length` takes a number: #[max_length = 255]")),
    }
}

fn literal(attributes: &[Attribute], name: &str) -> syn::Result<Option<(Lit, proc_macro2::Span)>> {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident(name)) else {
        return Ok(None);
    };
    match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit, .. }) => Ok(Some((lit.clone(), attribute.span()))),
            _ => Err(syn::Error::new(attribute.span(), format!("`{name}` takes a literal"))),
        },
        _ => Err(syn::Error::new(attribute.span(), format!("`{name}` takes a value: #[{name} = ...]"))),
    }
}

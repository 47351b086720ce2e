use crate::{DatabaseUrl, UrlError};

fn shown(text: &str) -> String {
    text.parse::<DatabaseUrl>().map_or_else(|error| format!("{error:?}"), |url| url.to_string())
}

#[test]
fn urls_are_read_as_libpq_reads_them_and_shown_without_passwords() {
    for (text, expected) in [
        ("postgres://", "postgres://"),
        ("postgresql://h", "postgres://h"),
        ("postgres://me:secret@h:5433/d", "postgres://me@h:5433/d"),
        ("postgres://me:se%40cr@et@h/d", "postgres://me@h/d"),
        ("postgres://m%65@[::1]:1/d%20e", "postgres://me@[::1]:1/d%20e"),
        ("postgres://a:1,b,:3/d", "postgres://a:1,b,:3/d"),
        (
            "postgres:///d?host=/var/run&port=6000&user=me&password=secret",
            "postgres://me@%2Fvar%2Frun:6000/d",
        ),
        ("postgres://%2Fvar%2Frun/d", "postgres://%2Fvar%2Frun/d"),
        ("postgres:///?dbname=d&host=a,b&port=7", "postgres://a:7,b:7/d"),
        (
            "postgres://h?sslmode=verify-full&options=-c%20x%3Dy",
            "postgres://h?options=-c%20x%3Dy&sslmode=verify-full",
        ),
        ("postgres://h?ssl=true", "postgres://h?sslmode=require"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(shown(expected), expected, "{text}");
        assert!(!format!("{:?}", text.parse::<DatabaseUrl>()).contains("secret"), "{text}");
    }
}

#[test]
fn wrong_urls_say_what_is_wrong() {
    let wrong = |text: &str| text.parse::<DatabaseUrl>().unwrap_err();
    assert_eq!(wrong("postgres:h/d"), UrlError::NoServer("postgres".to_owned()));
    assert_eq!(wrong("postgres://h:0"), UrlError::Port { port: "0".to_owned() });
    assert_eq!(wrong("postgres://me:sec/ret@h"), UrlError::Unencoded);
    assert_eq!(wrong("postgres://me:sec?ret@h"), UrlError::Unencoded);
    assert_eq!(wrong("postgres://h/a%2"), UrlError::Percent);
    assert_eq!(wrong("postgres://h/a%00"), UrlError::Percent);
    assert_eq!(wrong("postgres://a,b?port=1,2,3"), UrlError::Ports { ports: 3, hosts: 2 });
    let error = wrong("postgres://h?sslmode=yes").to_string();
    assert!(error.contains("sslmode=yes") && error.contains("allow"), "{error}");
    assert!(wrong("postgres://h?schema=x").to_string().contains("search_path"));
    assert!(wrong("postgres://h?connect_timeout=soon").to_string().contains("connect_timeout=soon"));
    for text in ["postgres://me:secret@h:x", "postgres://me:sec/secret@h", "me:secret@h/d"] {
        assert!(!wrong(text).to_string().contains("secret"), "{}", wrong(text));
    }
}

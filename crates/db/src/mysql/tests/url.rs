use crate::{DatabaseUrl, UrlError};

fn shown(text: &str) -> String {
    text.parse::<DatabaseUrl>().map_or_else(|error| format!("{error:?}"), |url| url.to_string())
}

#[test]
fn urls_are_read_in_two_vocabularies_and_shown_without_passwords() {
    for (text, expected) in [
        ("mysql://h/d", "mysql://h/d"),
        ("mysql:///d", "mysql:///d"),
        ("mariadb://me:secret@h:3307/d", "mariadb://me@h:3307/d"),
        ("mysql://me:se%40cr@et@h/d", "mysql://me@h/d"),
        ("mysql://m%65@[::1]:1/d%20e", "mysql://me@[::1]:1/d%20e"),
        (
            "mysql://h/d?ssl-mode=VERIFY_IDENTITY&ssl-ca=/ca.pem",
            "mysql://h/d?sslmode=verify-full&sslrootcert=%2Fca.pem",
        ),
        (
            "mysql://h/d?sslmode=require&connect_timeout=3&charset=utf8mb4",
            "mysql://h/d?connect_timeout=3&sslmode=require",
        ),
        ("mysql://me@/d?unix_socket=/run/my.sock", "mysql://me@/d?socket=%2Frun%2Fmy.sock"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(shown(expected), expected, "{text}");
        assert!(!format!("{:?}", text.parse::<DatabaseUrl>()).contains("secret"), "{text}");
    }
}

#[test]
fn wrong_urls_say_what_is_wrong() {
    let wrong = |text: &str| text.parse::<DatabaseUrl>().unwrap_err();
    assert_eq!(wrong("mysql:h/d"), UrlError::NoServer("mysql".to_owned()));
    for text in ["mariadb://h", "mariadb://h/", "mariadb://h?sslmode=require"] {
        assert_eq!(wrong(text), UrlError::NoDatabase("mariadb".to_owned()));
    }
    assert_eq!(wrong("mysql://h:0/d"), UrlError::Port { port: "0".to_owned() });
    assert_eq!(wrong("mysql://me:sec/ret@h/d"), UrlError::Unencoded);
    assert_eq!(wrong("mysql://h/a%2"), UrlError::Percent);
    let error = wrong("mysql://h/d?sslmode=allow").to_string();
    assert!(error.contains("sslmode=allow") && error.contains("prefer"), "{error}");
    let error = wrong("mysql://h/d?parseTime=true").to_string();
    assert!(error.contains("`parseTime`") && error.contains("`sslmode`"), "{error}");
    assert!(wrong("mysql://h/d?connect_timeout=soon").to_string().contains("connect_timeout=soon"));
    for text in ["mysql://me:secret@h", "mysql://me:secret@h:x/d", "mysql://me:sec/secret@h"] {
        assert!(!wrong(text).to_string().contains("secret"), "{}", wrong(text));
    }
}

//! Owns what stands beside a value: its label, and where it came from.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    User,
    Id,
    Nickname,
    Email,
    Picture,
    Name,
    Gender,
    AgeRange,
    Birthday,
    BirthYear,
    PhoneNumber,
    ConnectedAt,
    Profile,
    Server,
    AccessToken,
    RefreshToken,
    Scopes,
    Store,
    Settings,
    Port,
    Proxy,
    ApiServer,
    Clock,
    AppSetup,
    ClientSecret,
    Code,
    ShownWhere,
    Cause,
    WhatToDo,
    Console,
    ConsoleBefore,
    Source,
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag(&'static str),
    /// Typed or piped in just now.
    Input,
    Variable(&'static str),
    ProfileSection(String),
    File,
    Default,
}

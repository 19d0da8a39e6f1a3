namespace CleanApp.Domain.Identity;

public enum Browser
{
    Other,
    Chrome,
    Edge,
    Firefox,
    Opera,
    Safari,
    Samsung,
}

public enum Platform
{
    Other,
    Android,
    Ios,
    Linux,
    Macos,
    Windows,
}

/// <summary>What a session was begun on, in words of ours: enough to be recognised by its owner, too little to be followed by.</summary>
public readonly record struct Device(Browser Browser, Platform Platform)
{
    /// <summary>In this order: most browsers also call themselves what comes later.</summary>
    private static readonly (string Mark, Browser Browser)[] Browsers =
    [
        ("Edg", Browser.Edge),
        ("OPR/", Browser.Opera),
        ("SamsungBrowser/", Browser.Samsung),
        ("Firefox/", Browser.Firefox),
        ("FxiOS/", Browser.Firefox),
        ("CriOS/", Browser.Chrome),
        ("Chrome/", Browser.Chrome),
        ("Safari/", Browser.Safari),
    ];

    private static readonly (string Mark, Platform Platform)[] Platforms =
    [
        ("Android", Platform.Android),
        ("iPhone", Platform.Ios),
        ("iPad", Platform.Ios),
        ("Windows", Platform.Windows),
        ("Mac OS X", Platform.Macos),
        ("Linux", Platform.Linux),
    ];

    /// <param name="userAgent">As a browser calls itself; of it nothing else is kept.</param>
    public static Device Of(string? userAgent)
    {
        var text = userAgent ?? "";
        return new Device(
            Browsers.FirstOrDefault(b => text.Contains(b.Mark, StringComparison.Ordinal)).Browser,
            Platforms.FirstOrDefault(s => text.Contains(s.Mark, StringComparison.Ordinal)).Platform
        );
    }
}

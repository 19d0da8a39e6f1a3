namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>What one family of printers understands. All differences between printers are in this data; the encoder has no names of makers.</summary>
public sealed record PrinterProfile
{
    public required string Name { get; init; }

    /// <summary>Sent first: resets modes and chooses the command set.</summary>
    public required byte[] Initialize { get; init; }

    public required CodePage CodePage { get; init; }

    /// <summary>n of <c>ESC t n</c> that selects <see cref="CodePage"/> on this family; the numbers are not portable.</summary>
    public required byte CodeTable { get; init; }

    /// <summary>Characters of the normal font in a line.</summary>
    public required int Columns { get; init; }

    /// <summary>Printable dots in a line; a QR code wider than this would not be printed at all.</summary>
    public required int Dots { get; init; }

    public required byte[] BoldOn { get; init; }
    public required byte[] BoldOff { get; init; }
    public required SizeCommand Size { get; init; }

    /// <summary>Largest multiple of the normal character, in both directions.</summary>
    public required int MaxScale { get; init; }

    public required QrCommand Qr { get; init; }

    /// <summary>Line feeds that bring the last line past the cutter or the tear bar.</summary>
    public required int FeedBeforeCut { get; init; }

    /// <summary>Empty where the paper is torn by hand.</summary>
    public required byte[] Cut { get; init; }

    /// <summary>The printer answers <c>GS ( H</c> function 48 when the preceding data has been printed.</summary>
    public required bool ConfirmsPrinting { get; init; }
}

public enum SizeCommand
{
    /// <summary><c>GS ! n</c>: 1 to 8 times in each direction.</summary>
    GsExclamation,

    /// <summary><c>ESC W n</c> double width and <c>ESC d n</c> double height (which is a paper feed elsewhere).</summary>
    EscWidthAndHeight,
}

public enum QrCommand
{
    /// <summary>Epson's <c>GS ( k</c> function group 49.</summary>
    GsParenthesisK,

    /// <summary>Bematech's <c>GS k Q</c>.</summary>
    GsKQ,

    /// <summary>Drawn here and sent as the picture <c>GS v 0</c>: clones that lack a QR command still print it.</summary>
    Raster,
}

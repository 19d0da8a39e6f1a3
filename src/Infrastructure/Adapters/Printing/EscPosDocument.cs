using System.Buffers.Binary;
using System.Text;
using QRCoder;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>
/// Writes a document in one printer's language. Text goes through <see cref="CodePage"/>, so only the methods here write commands.
/// </summary>
public sealed class EscPosDocument
{
    private const byte Lf = 0x0A;
    private const byte Esc = 0x1B;
    private const byte Gs = 0x1D;

    private readonly PrinterProfile profile;
    private readonly MemoryStream bytes = new();
    private int scale = 1;

    public EscPosDocument(PrinterProfile profile)
    {
        this.profile = profile;
        Write(profile.Initialize).Write(Esc, (byte)'t', profile.CodeTable);
    }

    private int ColumnsNow => profile.Columns / scale;

    public EscPosDocument Center() => Write(Esc, (byte)'a', 1);

    public EscPosDocument Left() => Write(Esc, (byte)'a', 0);

    public EscPosDocument Bold(bool on) => Write(on ? profile.BoldOn : profile.BoldOff);

    /// <summary>Multiple of the normal character in both directions, no more than the printer has.</summary>
    public EscPosDocument Scale(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        scale = Math.Min(times, profile.MaxScale);
        var large = (byte)(scale > 1 ? 1 : 0);
        return profile.Size switch
        {
            SizeCommand.GsExclamation => Write(Gs, (byte)'!', (byte)((scale - 1) << 4 | scale - 1)),
            SizeCommand.EscWidthAndHeight => Write(Esc, (byte)'W', large, Esc, (byte)'d', large),
            _ => throw new InvalidOperationException($"No encoding for {profile.Size}."),
        };
    }

    /// <summary>The largest scale, from 2 to <paramref name="atMost"/>, at which the text fits one line; 2 when none does.</summary>
    public EscPosDocument ScaleToFit(string text, int atMost)
    {
        var columns = profile.CodePage.ToPrintable(text).Trim().Length;
        return Scale(Math.Clamp(profile.Columns / Math.Max(columns, 1), 2, atMost));
    }

    /// <summary>Text from anybody, wrapped by words to the width at the present scale.</summary>
    public EscPosDocument Text(string text)
    {
        foreach (var line in WordWrap.Lines(profile.CodePage.ToPrintable(text), ColumnsNow))
            Write(profile.CodePage.GetBytes(line)).Write(Lf);
        return this;
    }

    public EscPosDocument Feed(int lines)
    {
        for (var i = 0; i < lines; i++)
            Write(Lf);
        return this;
    }

    public EscPosDocument Rule() => Text(new string('-', ColumnsNow));

    /// <exception cref="ArgumentException">The address is too long for the paper.</exception>
    public EscPosDocument QrCode(string url)
    {
        var symbol = QrSymbol.For(url, profile.Dots);
        return profile.Qr switch
        {
            QrCommand.GsParenthesisK => QrByFunctions(symbol),
            QrCommand.GsKQ => QrByBarcode(symbol),
            QrCommand.Raster => QrByPicture(symbol),
            _ => throw new InvalidOperationException($"No encoding for {profile.Qr}."),
        };
    }

    public EscPosDocument Cut() => Feed(profile.FeedBeforeCut).Write(profile.Cut);

    /// <summary>Asks for <c>37 22 id 00</c> once all before it is printed. Source: Epson command reference, GS ( H function 48.</summary>
    public EscPosDocument ReportWhenPrinted(PrintJobId id) =>
        Write(Gs, (byte)'(', (byte)'H', 6, 0, (byte)'0', (byte)'0').Write(Encoding.ASCII.GetBytes(id.Value));

    public byte[] ToArray() => bytes.ToArray();

    // Model 2, module size, error correction M (49), store, print.
    private EscPosDocument QrByFunctions(QrSymbol symbol) =>
        QrFunction((byte)'A', [50, 0])
            .QrFunction((byte)'C', [(byte)symbol.ModuleDots])
            .QrFunction((byte)'E', [49])
            .QrFunction((byte)'P', [(byte)'0', .. symbol.Content])
            .QrFunction((byte)'Q', [(byte)'0']);

    private EscPosDocument QrFunction(byte function, ReadOnlySpan<byte> parameters) =>
        Write(Gs, (byte)'(', (byte)'k').WriteLength(2 + parameters.Length).Write((byte)'1', function).Write(parameters);

    // Level M (1), module size, version chosen by the printer (0), encoding 1, length, as ACBr and two other drivers send it. The unit of the module
    // size is not documented; 6 is what is in use in the field.
    private EscPosDocument QrByBarcode(QrSymbol symbol) =>
        Write(Gs, (byte)'k', (byte)'Q', 1, (byte)symbol.ModuleDots, 0, 1).WriteLength(symbol.Content.Length).Write(symbol.Content);

    private EscPosDocument QrByPicture(QrSymbol symbol)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(symbol.Content, QRCodeGenerator.ECCLevel.M);
        var matrix = code.ModuleMatrix; // with its quiet zone
        var dots = matrix.Count * symbol.ModuleDots;
        var rowBytes = (dots + 7) / 8;
        var row = new byte[rowBytes];

        Write(Gs, (byte)'v', (byte)'0', 0).WriteLength(rowBytes).WriteLength(dots);
        foreach (var modules in matrix)
        {
            Array.Clear(row);
            for (var dot = 0; dot < dots; dot++)
            {
                if (modules[dot / symbol.ModuleDots])
                    row[dot / 8] |= (byte)(0x80 >> dot % 8);
            }

            for (var i = 0; i < symbol.ModuleDots; i++)
                Write(row);
        }

        return this;
    }

    private EscPosDocument WriteLength(int length)
    {
        Span<byte> lowHigh = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(lowHigh, checked((ushort)length));
        return Write(lowHigh);
    }

    private EscPosDocument Write(params ReadOnlySpan<byte> data)
    {
        bytes.Write(data);
        return this;
    }
}

namespace CleanApp.Sandbox.Printers;

internal readonly record struct PrinterAnswer(byte[] Bytes, bool Confirms = false, bool Close = false);

/// <summary>What the printer says back. Requests are looked for command by command, so bytes inside a QR code or picture are never taken for one.</summary>
internal sealed class PrinterTalk(string behaviour)
{
    private const byte Online = 0x12;
    private const byte OfflineBecausePaperOut = 0x32;
    private const byte PaperThere = 0x12;
    private const byte PaperEnd = 0x72;

    private int _offset;

    /// <param name="bytes">Everything since the connection began.</param>
    public IEnumerable<PrinterAnswer> Hear(ReadOnlyMemory<byte> bytes)
    {
        while (EscPosTokenizer.TryRead(bytes, ref _offset, out var token))
        {
            if (Answer(token) is { } answer)
                yield return answer;
        }
    }

    private PrinterAnswer? Answer(EscPosToken token)
    {
        if (behaviour == PrinterBehaviour.Silent)
            return null;
        var noPaper = behaviour == PrinterBehaviour.PaperOut;
        switch (token.Name)
        {
            // DLE EOT n: 1 printer, 2 offline cause, 4 paper sensor.
            case "DLE 4":
                return new PrinterAnswer([
                    token[0] switch
                    {
                        4 when noPaper => PaperEnd,
                        4 => PaperThere,
                        2 when noPaper => OfflineBecausePaperOut,
                        _ => Online,
                    },
                ]);
            case "GS r":
                return new PrinterAnswer([noPaper ? (byte)0x0C : (byte)0x00]);
            // GS ( H function 48: "tell me when everything before this is on paper".
            case "GS ( H" when token[0] == 48 && token[1] == 48:
                return behaviour switch
                {
                    PrinterBehaviour.Confirms or PrinterBehaviour.Slow => new PrinterAnswer(
                        [0x37, 0x22, token[2], token[3], token[4], token[5], 0x00],
                        Confirms: true
                    ),
                    PrinterBehaviour.ClosesBeforeConfirming => new PrinterAnswer([], Close: true),
                    // Without paper the preceding data never gets printed; a plain clone does not know the command.
                    _ => null,
                };
            default:
                return null;
        }
    }
}

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>
/// Four characters by which a printer's confirmation names its job. They differ between connections too: a job that waited for paper is answered
/// late, possibly to the connection of the next job.
/// </summary>
public readonly record struct PrintJobId(string Value)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static PrintJobId FromSequence(uint number) =>
        new(
            string.Create(
                4,
                number,
                (id, rest) =>
                {
                    for (var i = 3; i >= 0; i--, rest /= 36)
                        id[i] = Digits[(int)(rest % 36)];
                }
            )
        );
}

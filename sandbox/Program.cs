namespace CleanApp.Sandbox;

// Not top-level statements: they would make a global Program type, which collides with the product's in a test project.
internal static class SandboxProgram
{
    private const int CannotStartExitCode = 3;

    private static async Task<int> Main(string[] args)
    {
        try
        {
            await using var host = await SandboxHost.StartAsync(SandboxOptions.Read(args));
            await Console.Out.WriteLineAsync(
                $"Sandbox: {host.BaseAddress}sandbox (controls), {host.PspAddress} (PSP, mTLS), printer tcp {host.PrinterPort}, mail {host.MailPort}"
            );
            await Console.Out.WriteLineAsync($"Sandbox certificates: {host.CertificateFolder}");
            await host.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception problem) when (problem is PortTakenException or FolderTakenException or FormatException)
        {
            await Console.Error.WriteLineAsync($"sandbox: {problem.Message}");
            return CannotStartExitCode;
        }
    }
}

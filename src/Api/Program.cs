using CleanApp.Api.Host;

return await HostVerbs.RunAsync(args);

/// <summary>The host; tests start it in process.</summary>
public partial class Program;

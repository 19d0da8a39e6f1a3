namespace CleanApp.Application.Counter.Printing;

/// <summary>Where this installation may print to.</summary>
public interface IPrinterNetworks
{
    /// <summary>False for an address outside of them. A name passes: where it leads is looked up, and checked, with each job.</summary>
    bool MayHold(string host);
}

namespace CleanApp.Domain.Sales;

/// <summary>What somebody saw before they changed it: compared, never stored. Whatever number was never given matches nothing.</summary>
public readonly record struct SeenVersion(int Number);

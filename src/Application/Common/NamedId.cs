namespace CleanApp.Application.Common;

public sealed record NamedId(Guid Id, string Name);

using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

/// <summary>Whether who takes a ticket is asked who they are.</summary>
public enum CustomerAsk
{
    Never,
    Optional,
    Required,
}

/// <summary>What a customer queues for. Its prefix begins the code of each of its tickets.</summary>
public sealed class Service : TenantEntity
{
    private Service() { }

    public string Name { get; private set; } = "";

    /// <summary>One to three letters A–Z, unique in the company.</summary>
    public string Prefix { get; private set; } = "";
    public Money Price { get; private set; }

    /// <summary>0–9, added to a ticket's own priority; higher is called first.</summary>
    public short PriorityWeight { get; private set; }
    public bool Active { get; private set; } = true;
    public CustomerAsk CustomerAsk { get; private set; }

    /// <summary>What the data is for, as the customer reads it; always there where anything is asked.</summary>
    public string? CustomerPurpose { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static Service Create(Guid id, string name, string prefix, Money price, short priorityWeight, DateTimeOffset now)
    {
        var service = new Service { Id = id, CreatedAt = now };
        service.Describe(name, prefix, price, priorityWeight, active: true);
        return service;
    }

    /// <param name="purpose">Must be given unless nobody is asked.</param>
    public void AskCustomer(CustomerAsk ask, string? purpose)
    {
        if (ask != CustomerAsk.Never && string.IsNullOrWhiteSpace(purpose))
            throw new DomainException(ServiceErrors.PurposeNeeded);
        CustomerAsk = ask;
        CustomerPurpose = purpose?.Trim();
    }

    public void Describe(string name, string prefix, Money price, short priorityWeight, bool active)
    {
        Name = name.Trim();
        Prefix = prefix.ToUpperInvariant();
        Price = price;
        PriorityWeight = priorityWeight;
        Active = active;
    }
}

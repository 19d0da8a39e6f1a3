using System.Globalization;
using System.Text.RegularExpressions;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

public enum ContactFieldKind
{
    Text,
    Number,
    Date,

    /// <summary>One of the field's options.</summary>
    Choice,
}

/// <summary>Something that a company wants to know of everybody it deals with, in its own words.</summary>
public sealed partial class ContactField : TenantEntity
{
    /// <summary>Of a company: they stand beside every conversation.</summary>
    public const int Most = 30;
    public const int MostOptions = 50;
    public const int LongestValue = 500;

    private ContactField() { }

    /// <summary>One of each in a company, however it is written.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Stays: what was written down would mean something else.</summary>
    public ContactFieldKind Kind { get; private init; }

    /// <summary>In the order they are offered in; none but of a choice.</summary>
    public string[] Options { get; private set; } = [];
    public int Position { get; private set; }

    /// <summary>Whether it is asked for. What was written down stays either way.</summary>
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static ContactField Create(Guid id, string name, ContactFieldKind kind, IReadOnlyList<string> options, int position, DateTimeOffset now)
    {
        var field = new ContactField
        {
            Id = id,
            Kind = kind,
            Position = position,
            CreatedAt = now,
        };
        field.Describe(name, options, active: true);
        return field;
    }

    /// <summary>An option that is gone stays with whom it was chosen for.</summary>
    public void Describe(string name, IReadOnlyList<string> options, bool active)
    {
        string[] given = [.. options.Select(o => o.Trim())];
        if ((Kind == ContactFieldKind.Choice) != given.Length > 0 || given.Distinct(StringComparer.OrdinalIgnoreCase).Count() < given.Length)
            throw new DomainException(ContactFieldErrors.OptionsInvalid);
        Name = name.Trim();
        Options = given;
        Active = active;
    }

    public void Place(int position) => Position = position;

    /// <summary>What is written down for a text that somebody gave.</summary>
    /// <param name="text">A number with a point and at most six decimals, a day as 2026-11-29, an option as it is named, any words.</param>
    /// <exception cref="DomainException">It is nothing of this kind, or the field is not asked for any more.</exception>
    public string Canonical(string text)
    {
        if (!Active)
            throw new DomainException(ContactFieldErrors.NotFound);
        var value = text.Trim();
        var canonical = Kind switch
        {
            ContactFieldKind.Number => Number().IsMatch(value)
                ? decimal.Parse(value, CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture)
                : null,
            ContactFieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? value
                : null,
            ContactFieldKind.Choice => Options.FirstOrDefault(o => string.Equals(o, value, StringComparison.OrdinalIgnoreCase)),
            _ => value.Length is > 0 and <= LongestValue ? value : null,
        };
        return canonical ?? throw new DomainException(ContactFieldErrors.ValueInvalid);
    }

    [GeneratedRegex(@"^-?[0-9]{1,15}(\.[0-9]{1,6})?\z")]
    private static partial Regex Number();
}

/// <summary>What is written down of one contact in one field.</summary>
public sealed class ContactFieldValue : TenantEntity
{
    private ContactFieldValue() { }

    public Guid ContactId { get; private init; }
    public Guid FieldId { get; private init; }

    /// <summary>The canonical value, sealed to this row.</summary>
    public byte[] Value { get; private set; } = [];
    public DateTimeOffset ChangedAt { get; private set; }

    public static ContactFieldValue Of(Guid id, Guid contactId, Guid fieldId, byte[] sealedValue, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            FieldId = fieldId,
            Value = sealedValue,
            ChangedAt = now,
        };

    public void Replace(byte[] sealedValue, DateTimeOffset now)
    {
        Value = sealedValue;
        ChangedAt = now;
    }
}

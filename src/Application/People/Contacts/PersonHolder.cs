using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Fields;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

/// <summary>Of a person, People holds name and numbers, what the company wanted to know, and who has seen them.</summary>
internal sealed class PersonHolder(IPeopleDb db, IPersonalVault vault, IMemberNames members) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var contact =
            await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleOrDefaultAsync(c => c.Id == person.ContactId, ct)
            ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var keys = await vault.OpenAsync(ct);
        var accesses = await db
            .PersonalDataAccesses.AsNoTracking()
            .Where(a => a.ContactId == person.ContactId)
            .OrderBy(a => a.At)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var names = await members.OfAsync([.. accesses.Select(a => a.UserId).OfType<Guid>().Distinct()], ct);
        var written = await (
            from value in db.ContactFieldValues.AsNoTracking()
            join field in db.ContactFields.AsNoTracking() on value.FieldId equals field.Id
            where value.ContactId == person.ContactId
            orderby field.Position, field.Id
            select new { value, field.Name }
        ).ToListAsync(ct);
        return
        [
            new DataSection(
                "person",
                "Cadastro",
                10,
                [
                    [
                        new DataField("name", "Nome", keys.OpenName(contact)),
                        new DataField("createdAt", "Desde", contact.CreatedAt),
                        new DataField("changedAt", "Última mudança", contact.ChangedAt),
                        new DataField("anonymisedAt", "Anonimizado em", contact.AnonymisedAt, contact.AnonymisedAt is null ? "não" : null),
                    ],
                ]
            ),
            new DataSection(
                "identifiers",
                "Documentos e contatos",
                20,
                [
                    .. contact
                        .Identifiers.OrderBy(i => i.Kind)
                        .ThenBy(i => i.CreatedAt)
                        .Select(i => (Identifier: i, Value: keys.Open(i)))
                        .Select(i =>
                            new[]
                            {
                                new DataField("kind", "Tipo", Identifiers.Word(i.Identifier.Kind), Shown(i.Identifier.Kind)),
                                new DataField("value", "Número ou endereço", i.Value, Shown(i.Identifier.Kind, i.Value)),
                                new DataField("createdAt", "Desde", i.Identifier.CreatedAt),
                            }
                        ),
                ]
            ),
            new DataSection(
                "fields",
                "Outros dados",
                30,
                [
                    .. written.Select(w =>
                        new[]
                        {
                            new DataField("field", "Campo", w.Name),
                            new DataField("value", "Resposta", keys.Open(w.value.Value, FieldBook.Place(w.value.Id))),
                            new DataField("changedAt", "Última mudança", w.value.ChangedAt),
                        }
                    ),
                ]
            ),
            new DataSection(
                "accesses",
                "Quem viu estes dados",
                90,
                [
                    .. accesses.Select(a =>
                        new[]
                        {
                            new DataField("at", "Quando", a.At),
                            new DataField(
                                "by",
                                "Quem",
                                a.UserId is { } by ? names.GetValueOrDefault(by, "") : null,
                                a.UserId is null ? "o sistema" : null
                            ),
                            Shown(a.Action),
                            new DataField("reason", "Motivo", a.Reason),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task EraseAsync(DataSubject person, CancellationToken ct)
    {
        // Name and numbers went when the contact was marked, and what the name was found by with it.
        await db.ContactFieldValues.Where(v => v.ContactId == person.ContactId).ExecuteDeleteAsync(ct);
        await db.EraseAccessReasonsAsync(person.ContactId, ct);
    }

    private static string Shown(IdentifierKind kind) =>
        kind switch
        {
            IdentifierKind.Phone => "telefone",
            IdentifierKind.Email => "e-mail",
            IdentifierKind.Cpf => "CPF",
            IdentifierKind.Cnpj => "CNPJ",
            _ => "WhatsApp",
        };

    /// <summary>As the person writes it.</summary>
    private static string? Shown(IdentifierKind kind, string value) =>
        kind switch
        {
            IdentifierKind.Phone => Phone.TryParse(value)?.Formatted,
            IdentifierKind.Cpf => Cpf.TryParse(value)?.Formatted,
            IdentifierKind.Cnpj => Cnpj.TryParse(value)?.Formatted,
            _ => null,
        };

    private static DataField Shown(PersonalDataAction action)
    {
        var (name, shown) = action switch
        {
            PersonalDataAction.Reveal => ("reveal", "dados revelados na tela"),
            PersonalDataAction.Export => ("export", "dados exportados"),
            _ => ("anonymisation", "anonimização"),
        };
        return new DataField("action", "O quê", name, shown);
    }
}

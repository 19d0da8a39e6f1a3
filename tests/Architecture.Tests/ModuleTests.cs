using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>A module sees its own tables and rules; of another module only its Contracts.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void A_module_of_the_application_uses_of_others_only_their_contracts() =>
        Intrusions(typeof(IUnitOfWork).Assembly.GetTypes(), t => ModuleOf(t, "CleanApp.Application.")).ShouldBeEmpty();

    [Fact]
    public void Modules_of_the_domain_do_not_know_each_other() =>
        Intrusions(typeof(Money).Assembly.GetTypes(), t => ModuleOf(t, "CleanApp.Domain.")).ShouldBeEmpty();

    [Fact]
    public void There_are_modules_to_look_at()
    {
        Modules(typeof(IUnitOfWork).Assembly.GetTypes(), "CleanApp.Application.")
            .ShouldBe(["Channels", "Common", "Counter", "Identity", "Inbox", "Payments", "People", "Privacy", "Realtime", "Sales"]);
        Modules(typeof(Money).Assembly.GetTypes(), "CleanApp.Domain.")
            .ShouldBe(["Channels", "Common", "Counter", "Identity", "Inbox", "Payments", "People", "Privacy", "Sales"]);
    }

    [Fact]
    public void The_rule_fails_for_a_use_in_a_signature_in_a_body_and_in_an_awaiting_body()
    {
        Intrusions([typeof(Planted.InSignature)], _ => "Counter").ShouldHaveSingleItem().ShouldContain("Payments.Charges.FollowCharge");
        Intrusions([typeof(Planted.InBody)], _ => "Counter").ShouldHaveSingleItem().ShouldContain("Domain.Payments.ChargeErrors");
        Intrusions(
                [typeof(Planted.InAwaitingBody), .. typeof(Planted.InAwaitingBody).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)],
                _ => "Counter"
            )
            .ShouldContain(line => line.Contains("Payments.IPaymentsDb"));
        Intrusions([typeof(Planted.OfContracts)], _ => "Counter").ShouldBeEmpty();
        Intrusions([typeof(Planted.OfContracts)], _ => "Common").ShouldNotBeEmpty();
    }

    private static string[] Intrusions(IEnumerable<Type> types, Func<Type, string?> moduleOf) =>
        [
            .. from type in types
            let module = moduleOf(type)
            where module is not null
            from used in TypeUses.Of(type)
            where IsIntrusion(module, used)
            select $"{type.FullName} uses {used.FullName}",
        ];

    private static bool IsIntrusion(string module, Type used)
    {
        var other = ModuleOf(used, "CleanApp.Application.") ?? ModuleOf(used, "CleanApp.Domain.");
        if (other is null or "Common" || other == module)
            return false;
        return module == "Common" || used.Namespace != $"CleanApp.Application.{other}.Contracts";
    }

    private static string? ModuleOf(Type type, string layer) =>
        type.Namespace is { } name && name.StartsWith(layer, StringComparison.Ordinal) ? name[layer.Length..].Split('.')[0] : null;

    private static IEnumerable<string> Modules(IEnumerable<Type> types, string layer) =>
        types.Select(t => ModuleOf(t, layer)).OfType<string>().Distinct().Order();

    private static class Planted
    {
        public sealed class InSignature
        {
            internal void Take(Application.Payments.Charges.FollowCharge other) => _ = other;
        }

        public sealed class InBody
        {
            public string Name() => Domain.Payments.ChargeErrors.NotFound.Code;
        }

        public sealed class InAwaitingBody
        {
            public async Task<int> SaveAsync(object db)
            {
                await Task.Yield();
                return await ((Application.Payments.IPaymentsDb)db).SaveChangesAsync(CancellationToken.None);
            }
        }

        public sealed class OfContracts
        {
            public Type Name() => typeof(Application.Payments.Contracts.ICharges);
        }
    }
}

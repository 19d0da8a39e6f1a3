using CleanApp.Application.Common;
using FluentValidation;
using FluentValidation.Internal;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>One request, one handler, one validator; nobody sends from inside.</summary>
public sealed class UseCaseTests(ProductHost host)
{
    private static readonly Type[] Application = typeof(IUnitOfWork).Assembly.GetTypes();

    /// <summary>Fields a validator need not look at, each with its reason.</summary>
    private static readonly Dictionary<string, string> NotValidated = new()
    {
        ["AcceptInvite.Token"] = "opaque: hashed and looked up, never stored",
        ["BeginEnrolment.Token"] = "opaque: hashed and looked up, never stored",
        ["ConfirmEmailChange.Token"] = "opaque: hashed and looked up, never stored",
        ["ConfirmEnrolment.Token"] = "opaque: hashed and looked up, never stored",
        ["SetNewPassword.Token"] = "opaque: hashed and looked up, never stored",
        ["ShowSecondFactor.Token"] = "opaque: hashed and looked up, never stored",
        ["Logout.RefreshToken"] = "opaque, and its length is checked where it is read",
        ["PayLink.Token"] = "opaque: looked up, never stored",
        ["RefreshSession.RefreshToken"] = "opaque, and its length is checked where it is read",
        ["StoreSicrediWebhook.Token"] = "opaque: looked up, never stored",
    };

    // ------------------------------------------------------------ handlers
    [Fact]
    public void Every_request_has_exactly_one_handler()
    {
        Requests(Application).Count().ShouldBeGreaterThan(40);
        WithoutOneHandler(Application).ShouldBeEmpty();
    }

    [Fact]
    public void Every_handler_can_be_made_with_what_the_host_registers()
    {
        using var scope = host.Services.CreateScope();
        foreach (var handler in Handlers(Application))
            scope.ServiceProvider.GetServices(HandlerInterface(handler)).ShouldHaveSingleItem().ShouldBeOfType(handler);
    }

    [Fact]
    public void Every_kind_of_work_has_one_handler()
    {
        using var scope = host.Services.CreateScope();
        var handlers = scope.ServiceProvider.GetServices<IWorkHandler>().ToList();

        handlers.Count.ShouldBe(Application.Count(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IWorkHandler))));
        SharedKinds(handlers).ShouldBeEmpty();
        handlers.ShouldAllBe(h => h.Kind.StartsWith(h.GetType().Namespace!.Split('.')[2].ToLowerInvariant() + "."));
    }

    [Fact]
    public void Handlers_are_internal_and_sealed() => Open(Application).ShouldBeEmpty();

    [Fact]
    public void No_use_case_sends_requests() => Senders(Application).ShouldBeEmpty();

    [Fact]
    public void The_rules_about_handlers_fail_for_those_that_break_them()
    {
        WithoutOneHandler([typeof(Planted.Orphan)]).ShouldBe(["Orphan has 0 handlers"]);
        WithoutOneHandler([typeof(Planted.Order), typeof(Planted.OrderHandler), typeof(Planted.OtherOrderHandler)])
            .ShouldBe(["Order has 2 handlers"]);
        SharedKinds([new Planted.PaidWork(), new Planted.PaidAgainWork()]).ShouldBe(["counter.paid"]);
        Open([typeof(Planted.OrderHandler), typeof(Planted.OtherOrderHandler)]).ShouldBe(["OrderHandler"]);
        Senders([typeof(Planted.OrderHandler)]).ShouldBe(["OrderHandler"]);
        Senders([typeof(Planted.OtherOrderHandler)]).ShouldBeEmpty();
    }

    // ------------------------------------------------------------ validators
    [Fact]
    public void Every_field_a_person_gives_a_command_is_validated()
    {
        using var scope = host.Services.CreateScope();
        Commands(Application).Count().ShouldBeGreaterThan(20);
        Commands(Application).SelectMany(c => Unvalidated(c, t => Validators(scope.ServiceProvider, t))).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_excepted_from_validation_that_is_gone() =>
        NotValidated.Keys.ShouldBeSubsetOf(Commands(Application).SelectMany(c => GivenFields(c).Select(f => $"{c.Name}.{f}")));

    [Fact]
    public void The_rule_about_validators_fails_for_a_field_nobody_looks_at()
    {
        Unvalidated(typeof(Planted.Rename), _ => []).ShouldBe(["Rename.Name", "Rename.Copies"]);
        Unvalidated(typeof(Planted.Rename), _ => [new Planted.RenameValidator()]).ShouldBe(["Rename.Copies"]);
    }

    [Fact]
    public void Validators_are_made_once_and_look_at_the_clock_when_they_check()
    {
        var timed = Application.Where(t => t.IsAssignableTo(typeof(IValidator)) && Takes<TimeProvider>(t)).ToList();

        timed.Count.ShouldBeGreaterThan(3);
        foreach (var type in timed)
            Should.NotThrow(() => Activator.CreateInstance(type, new UnreadClock()), type.Name);
        Validators(host.Services, timed[0].BaseType!.GetGenericArguments()[0])
            .ShouldBe(Validators(host.Services, timed[0].BaseType!.GetGenericArguments()[0]));
    }

    // ------------------------------------------------------------ mapping
    [Fact]
    public void The_mapping_from_rows_to_answers_is_complete() =>
        host.Services.GetRequiredService<AutoMapper.IConfigurationProvider>().AssertConfigurationIsValid();

    [Fact]
    public void The_rule_about_mapping_fails_for_an_answer_with_a_field_no_row_has() =>
        Should.Throw<AutoMapper.AutoMapperConfigurationException>(() =>
            new AutoMapper.MapperConfiguration(
                m => m.CreateProjection<Planted.Row, Planted.Answer>(),
                Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance
            ).AssertConfigurationIsValid()
        );

    private static IEnumerable<Type> Requests(IEnumerable<Type> types) =>
        types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(IsRequest));

    private static IEnumerable<Type> Handlers(IEnumerable<Type> types) =>
        types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(IsHandler));

    private static bool IsRequest(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequest<>);

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);

    private static Type HandlerInterface(Type handler) => handler.GetInterfaces().Single(IsHandler);

    private static string[] WithoutOneHandler(Type[] types) =>
        [
            .. Requests(types)
                .Select(r => (r.Name, Count: Handlers(types).Count(h => HandlerInterface(h).GenericTypeArguments[0] == r)))
                .Where(r => r.Count != 1)
                .Select(r => $"{r.Name} has {r.Count} handlers"),
        ];

    private static string[] SharedKinds(IEnumerable<IWorkHandler> handlers) =>
        [.. handlers.GroupBy(h => h.Kind).Where(g => g.Count() > 1).Select(g => g.Key)];

    private static string[] Open(Type[] types) =>
        [
            .. types
                .Where(t => t is { IsClass: true, IsAbstract: false } && (t.GetInterfaces().Any(IsHandler) || t.IsAssignableTo(typeof(IWorkHandler))))
                .Where(t => t.IsPublic || t.IsNestedPublic || !t.IsSealed)
                .Select(t => t.Name),
        ];

    private static string[] Senders(Type[] types) =>
        [
            .. types
                .Where(t => t != typeof(CleanApp.Application.Registration) && t.DeclaringType != typeof(CleanApp.Application.Registration))
                .Where(t =>
                    TypeUses
                        .Of(t)
                        .Any(used => used.FullName is "MediatR.IMediator" or "MediatR.ISender" or "MediatR.IPublisher" or "MediatR.Mediator")
                )
                .Select(t => t.Name),
        ];

    /// <summary>Queries are named for what they do: they read, so a bad filter finds nothing.</summary>
    private static IEnumerable<Type> Commands(IEnumerable<Type> types) =>
        Requests(types).Where(t => !new[] { "Get", "List", "Read", "Open", "Follow" }.Any(verb => t.Name.StartsWith(verb, StringComparison.Ordinal)));

    /// <summary>Text, amounts, numbers and choices. Ids are looked up, and a switch has no wrong position.</summary>
    private static IEnumerable<string> GivenFields(Type command) =>
        from parameter in command.GetConstructors().First().GetParameters()
        let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where type == typeof(string) || type == typeof(MoneyView) || type.IsEnum || (type.IsPrimitive && type != typeof(bool))
        select parameter.Name;

    private static string[] Unvalidated(Type command, Func<Type, IEnumerable<IValidator>> validators)
    {
        var own = validators(command).ToList();
        var covered = own.SelectMany(Members).ToHashSet();
        if (own.OfType<IEnumerable<IValidationRule>>().SelectMany(v => v).Any(rule => rule is IIncludeRule))
            covered.UnionWith(command.GetInterfaces().SelectMany(validators).SelectMany(Members));
        return [.. GivenFields(command).Where(f => !covered.Contains(f)).Select(f => $"{command.Name}.{f}").Where(f => !NotValidated.ContainsKey(f))];
    }

    private static bool Takes<T>(Type type) => type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(T)));

    private sealed class UnreadClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("Kept for every later request.");
    }

    private static IEnumerable<string> Members(IValidator validator) =>
        validator.CreateDescriptor().GetMembersWithValidators().Select(g => g.Key).Where(name => name is not null);

    private static IEnumerable<IValidator> Validators(IServiceProvider services, Type type) =>
        services.GetServices(typeof(IValidator<>).MakeGenericType(type)).Cast<IValidator>();

    private static class Planted
    {
        public sealed record Orphan : IRequest<Done>;

        public sealed record Order : IRequest<Done>;

        public class OrderHandler(IMediator mediator) : IRequestHandler<Order, Done>
        {
            public Task<Done> Handle(Order request, CancellationToken ct) => mediator.Send(new Orphan(), ct);
        }

        internal sealed class OtherOrderHandler : IRequestHandler<Order, Done>
        {
            public Task<Done> Handle(Order request, CancellationToken ct) => Task.FromResult(Done.Value);
        }

        internal sealed class PaidWork : IWorkHandler
        {
            public string Kind => "counter.paid";

            public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) => Task.FromResult(WorkResult.Finished);
        }

        internal sealed class PaidAgainWork : IWorkHandler
        {
            public string Kind => "counter.paid";

            public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) => Task.FromResult(WorkResult.Finished);
        }

        public sealed record Rename(Guid Id, string Name, int Copies, bool Active) : ICommand<Done>;

        public sealed class RenameValidator : AbstractValidator<Rename>
        {
            public RenameValidator() => RuleFor(r => r.Name).NotEmpty();
        }

        public sealed record Row(Guid Id);

        public sealed record Answer(Guid Id, string Missing);
    }
}

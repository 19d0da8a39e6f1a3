using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Counter.QueueTicketStatus;

namespace CleanApp.Domain.Tests.Counter;

public sealed class QueueTicketTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(7);

    // ------------------------------------------------------------ issue
    [Fact]
    public void A_ticket_that_costs_is_born_pending_and_outside_the_queue()
    {
        var ticket = Given.Ticket(amount: 0.01m);

        ticket.Status.ShouldBe(Pending);
        ticket.WaitingSince.ShouldBeNull();
        ticket.PaymentId.ShouldBeNull();
    }

    [Fact]
    public void A_free_ticket_is_born_waiting()
    {
        var ticket = Given.Ticket(amount: 0m);

        ticket.Status.ShouldBe(Paid);
        ticket.WaitingSince.ShouldBe(Given.Now);
        ticket.PaymentId.ShouldBeNull();
    }

    [Theory]
    [InlineData(1, "A001")]
    [InlineData(42, "A042")]
    [InlineData(999, "A999")]
    [InlineData(1000, "A1000")]
    public void The_code_is_the_prefix_and_at_least_three_digits(int number, string code) => Given.Ticket(number: number).Code.ShouldBe(code);

    [Fact]
    public void The_rank_is_the_tickets_priority_plus_the_services_weight()
    {
        var ticket = Given.Ticket(priority: 9, service: Given.Service(weight: 9));

        ticket.Rank.ShouldBe((short)18);
        ticket.Priority.ShouldBe((short)9);
    }

    [Fact]
    public void Issuing_writes_the_first_line_of_its_history()
    {
        var ticket = Given.Ticket();

        ShouldBeLine(ticket.Transitions.ShouldHaveSingleItem(), "issue", null, Pending, Given.Now, Given.Ana.UserId, desk: null);
    }

    // ------------------------------------------------------------ allowed moves
    [Fact]
    public void A_confirmed_payment_puts_a_pending_ticket_into_the_queue()
    {
        var ticket = Given.Ticket();

        ticket.ConfirmPayment(Given.Id(200), Actor.System, Later);

        ticket.Status.ShouldBe(Paid);
        ticket.PaymentId.ShouldBe(Given.Id(200));
        ticket.WaitingSince.ShouldBe(Later);
        ShouldBeLine(ticket.Transitions[^1], "pay", Pending, Paid, Later, byUser: null, desk: null);
    }

    [Fact]
    public void Calling_brings_a_waiting_ticket_to_the_desk()
    {
        var ticket = Given.TicketThatIs(Paid);

        ticket.Call(Given.Desk(51), Given.Ana, Later);

        ticket.Status.ShouldBe(Called);
        ticket.DeskId.ShouldBe(Given.Id(51));
        ticket.CalledAt.ShouldBe(Later);
        ticket.Calls.ShouldBe(1);
        ShouldBeLine(ticket.Transitions[^1], "call", Paid, Called, Later, Given.Ana.UserId, Given.Id(51));
    }

    [Fact]
    public void Recalling_announces_again_at_the_same_desk()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.Recall(Given.Ana, Later);

        ticket.Status.ShouldBe(Called);
        ticket.DeskId.ShouldBe(Given.Desk().Id);
        ticket.CalledAt.ShouldBe(Later);
        ticket.Calls.ShouldBe(2);
        ShouldBeLine(ticket.Transitions[^1], "recall", Called, Called, Later, Given.Ana.UserId, Given.Desk().Id);
    }

    [Fact]
    public void Every_recall_counts_because_each_is_heard()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.Recall(Given.Ana, Later);
        ticket.Recall(Given.Ana, Later);

        ticket.Calls.ShouldBe(3);
        ticket.Transitions.Count(t => t.Action == "recall").ShouldBe(2);
    }

    [Fact]
    public void Completing_closes_a_called_ticket_and_keeps_its_desk()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.Complete(Given.Ana, Later);

        ticket.Status.ShouldBe(Completed);
        ticket.DeskId.ShouldBe(Given.Desk().Id);
        ShouldBeLine(ticket.Transitions[^1], "complete", Called, Completed, Later, Given.Ana.UserId, Given.Desk().Id);
    }

    [Fact]
    public void A_called_ticket_whose_customer_does_not_come_is_a_no_show()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.MarkNoShow(Given.Ana, Later);

        ticket.Status.ShouldBe(NoShow);
        ShouldBeLine(ticket.Transitions[^1], "no_show", Called, NoShow, Later, Given.Ana.UserId, Given.Desk().Id);
    }

    [Theory]
    [InlineData(Pending)]
    [InlineData(Paid)]
    [InlineData(Called)]
    public void Cancelling_ends_a_ticket_that_is_not_finished_and_says_why(QueueTicketStatus before)
    {
        var ticket = Given.TicketThatIs(before);
        var desk = ticket.DeskId;

        ticket.Cancel("  gave up ", Given.Ana, Later);

        ticket.Status.ShouldBe(Cancelled);
        ticket.CancelReason.ShouldBe("gave up");
        ShouldBeLine(ticket.Transitions[^1], "cancel", before, Cancelled, Later, Given.Ana.UserId, desk, "gave up");
    }

    [Fact]
    public void A_transfer_sends_a_waiting_ticket_to_another_queue_with_its_wait_code_and_numbering()
    {
        var ticket = Given.Ticket(priority: 2, service: Given.Service(weight: 1));
        ticket.ConfirmPayment(Given.Id(200), Actor.System, Given.Now);

        ticket.Transfer(Given.Service(2, "B", weight: 5), Given.Ana, Later);

        ticket.Status.ShouldBe(Paid);
        ticket.ServiceId.ShouldBe(Given.Id(2));
        ticket.NumberedByServiceId.ShouldBe(Given.Id(1));
        ticket.Code.ShouldBe("A042");
        ticket.Rank.ShouldBe((short)7);
        ticket.WaitingSince.ShouldBe(Given.Now);
        ShouldBeLine(ticket.Transitions[^1], "transfer", Paid, Paid, Later, Given.Ana.UserId, desk: null);
    }

    [Fact]
    public void A_transfer_sends_a_called_ticket_back_to_wait_and_its_history_names_the_desk_it_left()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.Transfer(Given.Service(2), Given.Ana, Later);

        ticket.Status.ShouldBe(Paid);
        ticket.DeskId.ShouldBeNull();
        ticket.WaitingSince.ShouldBe(Given.Now);
        ticket.Calls.ShouldBe(1);
        ShouldBeLine(ticket.Transitions[^1], "transfer", Called, Paid, Later, Given.Ana.UserId, Given.Desk().Id);
    }

    [Fact]
    public void A_called_ticket_can_be_sent_back_to_its_own_queue()
    {
        var ticket = Given.TicketThatIs(Called);

        ticket.Transfer(Given.Service(), Given.Ana, Later);

        ticket.Status.ShouldBe(Paid);
        ticket.DeskId.ShouldBeNull();
    }

    [Fact]
    public void A_transferred_ticket_can_be_called_again()
    {
        var ticket = Given.TicketThatIs(Called);
        ticket.Transfer(Given.Service(2), Given.Ana, Later);

        ticket.Call(Given.Desk(51), Given.Ana, Later);

        ticket.Status.ShouldBe(Called);
        ticket.Calls.ShouldBe(2);
    }

    // ------------------------------------------------------------ wrong states: every verb in every state it does not take
    public static TheoryData<string, QueueTicketStatus, string> Refusals =>
        new()
        {
            { "pay", Paid, "counter.queue_ticket.not_pending" },
            { "pay", Called, "counter.queue_ticket.not_pending" },
            { "pay", Completed, "counter.queue_ticket.not_pending" },
            { "pay", NoShow, "counter.queue_ticket.not_pending" },
            { "pay", Cancelled, "counter.queue_ticket.not_pending" },
            { "call", Pending, "counter.queue_ticket.not_waiting" },
            { "call", Called, "counter.queue_ticket.not_waiting" },
            { "call", Completed, "counter.queue_ticket.not_waiting" },
            { "call", NoShow, "counter.queue_ticket.not_waiting" },
            { "call", Cancelled, "counter.queue_ticket.not_waiting" },
            { "recall", Pending, "counter.queue_ticket.not_called" },
            { "recall", Paid, "counter.queue_ticket.not_called" },
            { "recall", Completed, "counter.queue_ticket.finished" },
            { "recall", NoShow, "counter.queue_ticket.finished" },
            { "recall", Cancelled, "counter.queue_ticket.finished" },
            { "complete", Pending, "counter.queue_ticket.not_called" },
            { "complete", Paid, "counter.queue_ticket.not_called" },
            { "complete", NoShow, "counter.queue_ticket.finished" },
            { "complete", Cancelled, "counter.queue_ticket.finished" },
            { "no_show", Pending, "counter.queue_ticket.not_called" },
            { "no_show", Paid, "counter.queue_ticket.not_called" },
            { "no_show", Completed, "counter.queue_ticket.finished" },
            { "no_show", Cancelled, "counter.queue_ticket.finished" },
            { "transfer", Pending, "counter.queue_ticket.not_waiting" },
            { "transfer", Completed, "counter.queue_ticket.not_waiting" },
            { "transfer", NoShow, "counter.queue_ticket.not_waiting" },
            { "transfer", Cancelled, "counter.queue_ticket.not_waiting" },
            { "cancel", Completed, "counter.queue_ticket.finished" },
            { "cancel", NoShow, "counter.queue_ticket.finished" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_verb_refuses_a_wrong_state_by_name_and_changes_nothing(string verb, QueueTicketStatus state, string code)
    {
        var ticket = Given.TicketThatIs(state);
        var lines = ticket.Transitions.Count;
        var (calls, desk, waiting, payment) = (ticket.Calls, ticket.DeskId, ticket.WaitingSince, ticket.PaymentId);

        Should.Throw<DomainException>(() => Do(ticket, verb)).Error.Code.ShouldBe(code);

        ticket.Status.ShouldBe(state);
        ticket.Transitions.Count.ShouldBe(lines);
        (ticket.Calls, ticket.DeskId, ticket.WaitingSince, ticket.PaymentId).ShouldBe((calls, desk, waiting, payment));
    }

    [Fact]
    public void Every_verb_is_tested_in_every_state()
    {
        // What is no refusal is an allowed move or a repeat; those have tests of their own above and below.
        (string, QueueTicketStatus)[] allowed =
        [
            ("pay", Pending),
            ("call", Paid),
            ("recall", Called),
            ("complete", Called),
            ("complete", Completed),
            ("no_show", Called),
            ("no_show", NoShow),
            ("transfer", Paid),
            ("transfer", Called),
            ("cancel", Pending),
            ("cancel", Paid),
            ("cancel", Called),
            ("cancel", Cancelled),
        ];
        var refused = Refusals.Select(row => row.Data).Select(row => (row.Item1, row.Item2)).ToArray();
        string[] verbs = ["pay", "call", "recall", "complete", "no_show", "transfer", "cancel"];

        allowed.Concat(refused).Order().ShouldBe(verbs.SelectMany(v => Enum.GetValues<QueueTicketStatus>().Select(s => (v, s))).Order());
        foreach (var (verb, state) in allowed)
            Should.NotThrow(() => Do(Given.TicketThatIs(state), verb));
    }

    [Fact]
    public void A_desk_that_is_switched_off_calls_nobody()
    {
        var ticket = Given.TicketThatIs(Paid);

        new Action(() => ticket.Call(Given.Desk(active: false), Given.Ana, Later)).ShouldBeRefusedWith(DeskErrors.Inactive);

        ticket.Status.ShouldBe(Paid);
    }

    [Fact]
    public void A_service_that_is_switched_off_takes_no_transfer()
    {
        var ticket = Given.TicketThatIs(Called);

        new Action(() => ticket.Transfer(Given.Service(2, active: false), Given.Ana, Later)).ShouldBeRefusedWith(ServiceErrors.Inactive);

        ticket.Status.ShouldBe(Called);
    }

    // ------------------------------------------------------------ repeats
    [Theory]
    [InlineData(Paid)]
    [InlineData(Called)]
    [InlineData(Completed)]
    [InlineData(NoShow)]
    public void The_same_payment_confirmed_again_changes_nothing_whatever_happened_since(QueueTicketStatus since) =>
        ShouldChangeNothing(Given.TicketThatIs(since), ticket => ticket.ConfirmPayment(Given.Id(200), Actor.System, Later));

    [Fact]
    public void Another_payment_of_a_paid_ticket_is_refused() =>
        new Action(() => Given.TicketThatIs(Paid).ConfirmPayment(Given.Id(201), Actor.System, Later)).ShouldBeRefusedWith(
            QueueTicketErrors.NotPending
        );

    [Fact]
    public void Calling_to_the_same_desk_again_changes_nothing() =>
        ShouldChangeNothing(Given.TicketThatIs(Called), ticket => ticket.Call(Given.Desk(), Given.Ana, Later));

    [Fact]
    public void Calling_to_the_same_desk_again_changes_nothing_even_when_the_desk_was_switched_off_since() =>
        ShouldChangeNothing(Given.TicketThatIs(Called), ticket => ticket.Call(Given.Desk(active: false), Given.Ana, Later));

    [Fact]
    public void Completing_again_changes_nothing() => ShouldChangeNothing(Given.TicketThatIs(Completed), ticket => ticket.Complete(Given.Ana, Later));

    [Fact]
    public void A_no_show_again_changes_nothing() => ShouldChangeNothing(Given.TicketThatIs(NoShow), ticket => ticket.MarkNoShow(Given.Ana, Later));

    [Fact]
    public void Cancelling_again_changes_nothing_not_even_the_reason() =>
        ShouldChangeNothing(Given.TicketThatIs(Cancelled), ticket => ticket.Cancel("another reason", Given.Ana, Later));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Transferring_to_the_queue_it_waits_in_changes_nothing_even_when_that_was_switched_off_since(bool active) =>
        ShouldChangeNothing(Given.TicketThatIs(Paid), ticket => ticket.Transfer(Given.Service(active: active), Given.Ana, Later));

    // ------------------------------------------------------------ history
    [Fact]
    public void The_history_tells_the_whole_way_in_order()
    {
        var ticket = Given.Ticket();
        ticket.ConfirmPayment(Given.Id(200), Actor.System, Given.Now.AddMinutes(1));
        ticket.Call(Given.Desk(), Given.Ana, Given.Now.AddMinutes(2));
        ticket.Recall(Given.Ana, Given.Now.AddMinutes(3));
        ticket.Transfer(Given.Service(2), Given.Ana, Given.Now.AddMinutes(4));
        ticket.Call(Given.Desk(51), Given.Ana, Given.Now.AddMinutes(5));
        ticket.Complete(Given.Ana, Given.Now.AddMinutes(6));

        ticket.Transitions.Select(t => t.Action).ShouldBe(["issue", "pay", "call", "recall", "transfer", "call", "complete"]);
        ticket.Transitions.Select(t => t.At).ShouldBe(Enumerable.Range(0, 7).Select(m => Given.Now.AddMinutes(m)));
        ticket.Transitions.Zip(ticket.Transitions.Skip(1)).ShouldAllBe(pair => pair.Second.From == pair.First.To);
        ticket.Transitions.ShouldAllBe(t => t.TicketId == ticket.Id);
        ticket.Transitions.Select(t => t.Id).Distinct().Count().ShouldBe(7);
    }

    private static void Do(QueueTicket ticket, string verb)
    {
        switch (verb)
        {
            case "pay":
                ticket.ConfirmPayment(Given.Id(299), Actor.System, Later);
                break;
            case "call":
                ticket.Call(Given.Desk(59), Given.Ana, Later);
                break;
            case "recall":
                ticket.Recall(Given.Ana, Later);
                break;
            case "complete":
                ticket.Complete(Given.Ana, Later);
                break;
            case "no_show":
                ticket.MarkNoShow(Given.Ana, Later);
                break;
            case "transfer":
                ticket.Transfer(Given.Service(2), Given.Ana, Later);
                break;
            default:
                ticket.Cancel("reason", Given.Ana, Later);
                break;
        }
    }

    private static void ShouldChangeNothing(QueueTicket ticket, Action<QueueTicket> repeat)
    {
        var before = Everything(ticket);
        repeat(ticket);
        Everything(ticket).ShouldBe(before);
    }

    private static string Everything(QueueTicket ticket) => System.Text.Json.JsonSerializer.Serialize(ticket);

    private static void ShouldBeLine(
        QueueTicketTransition line,
        string action,
        QueueTicketStatus? from,
        QueueTicketStatus to,
        DateTimeOffset at,
        Guid? byUser,
        Guid? desk,
        string? reason = null
    ) => (line.Action, line.From, line.To, line.At, line.ByUserId, line.DeskId, line.Reason).ShouldBe((action, from, to, at, byUser, desk, reason));
}

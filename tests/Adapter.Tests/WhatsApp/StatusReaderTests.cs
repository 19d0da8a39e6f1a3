using CleanApp.Application.Channels.Provider;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class StatusReaderTests
{
    [Fact]
    public void Sent_with_everything()
    {
        var status = Status(
            """
            "id":"wamid.1","status":"sent","timestamp":"1760000000","recipient_id":"551187654321","recipient_user_id":"BR.1","recipient_parent_user_id":"BR.ENT.1",
            "biz_opaque_callback_data":"v1.key","conversation":{"id":"c","expiration_timestamp":"1760086400","origin":{"type":"REFERRAL_CONVERSION"}},
            "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"marketing_lite"}
            """
        );
        status.ShouldBe(
            new StatusChanged(
                "4001",
                "5001",
                status.Json,
                "wamid.1",
                "sent",
                DateTimeOffset.FromUnixTimeSeconds(1760000000),
                "551187654321",
                "BR.1",
                "v1.key",
                Error: null,
                new StatusPricing(true, "pmp", "regular", "marketing_lite"),
                DateTimeOffset.FromUnixTimeSeconds(1760086400),
                "referral_conversion"
            )
        );
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("read")]
    [InlineData("played")]
    [InlineData("held_for_something")]
    public void Words_stay_open(string word) => Status($""" "id":"w","status":"{word}","timestamp":1760000000 """).Status.ShouldBe(word);

    [Theory]
    [InlineData(""" "recipient_id":"","parent_recipient_user_id":"BR.ENT.1" """)]
    [InlineData(""" "recipient_id":null,"recipient_user_id":"","conversation":null,"pricing":null,"errors":null,"biz_opaque_callback_data":"" """)]
    [InlineData(""" "pricing":[],"conversation":"","errors":[],"recipient_type":"group" """)]
    public void Missing_null_and_empty_are_null(string members)
    {
        var status = Status($""" "id":"w","status":"read","timestamp":"1760000000",{members} """);
        (status.RecipientId, status.RecipientUserId, status.Key, status.Error, status.Pricing).ShouldBe((null, null, null, null, null));
        (status.ConversationExpiresAt, status.ConversationOrigin).ShouldBe((null, null));
    }

    [Fact]
    public void Failed_says_why_without_personal_data()
    {
        var error = Status(
            """ "id":"w","status":"failed","timestamp":"1","errors":[{"code":131026,"title":"t","message":"m","error_data":{"details":"to 5511987654321 failed"},"href":"h"}] """
        ).Error!;
        error.ShouldBe(new ProviderError(131026, ErrorClass.Permanent, "to […] failed", null));
    }

    [Fact]
    public void A_failure_is_certain_even_when_its_code_would_be_ambiguous_in_an_answer()
    {
        Failure(131000).Class.ShouldBe(ErrorClass.Permanent);
        Failure(999999).Class.ShouldBe(ErrorClass.Permanent);
        Failure(131049).Class.ShouldBe(ErrorClass.Wait);
        Failure(131056).Class.ShouldBe(ErrorClass.RetryPair);
    }

    [Fact]
    public void Of_several_errors_the_one_that_says_what_to_do()
    {
        Status(
            """ "id":"w","status":"failed","timestamp":"1","errors":[null,{"title":"no code"},{"code":999999},{"code":"131047"},{"code":131026}] """
        )
            .Error!.Code.ShouldBe(131047);
        Status(""" "id":"w","status":"failed","timestamp":"1","errors":[{"code":999999},{"code":131000}] """).Error!.Code.ShouldBe(999999);
    }

    [Theory]
    [InlineData(""" "status":"sent","timestamp":"1" """)]
    [InlineData(""" "id":"","status":"sent" """)]
    [InlineData(""" "id":"w" """)]
    public void What_cannot_be_told_apart_is_kept_aside(string members)
    {
        var other = Inbound.Read(Inbound.Value($$""" "statuses":[{ {{members}} }] """)).ShouldHaveSingleItem().ShouldBeOfType<OtherUpdate>();
        (other.Field, other.PhoneNumberId).ShouldBe(("messages", "5001"));
    }

    private static ProviderError Failure(int code) =>
        Status($$""" "id":"w","status":"failed","timestamp":"1","errors":[{"code":{{code}}}] """).Error!;

    private static StatusChanged Status(string members) =>
        Inbound.Read(Inbound.Value($$""" "statuses":[{ {{members}} }] """)).ShouldHaveSingleItem().ShouldBeOfType<StatusChanged>();
}

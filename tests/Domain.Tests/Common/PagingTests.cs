using System.Buffers.Text;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Common;

public sealed class PagingTests
{
    public static TheoryData<DateTimeOffset> Times =>
        [Given.Now, Given.Now.AddTicks(1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Given.Now.ToOffset(TimeSpan.FromHours(-3))];

    [Theory]
    [MemberData(nameof(Times))]
    public void A_cursor_comes_back_as_it_went_to_the_tick(DateTimeOffset at)
    {
        var cursor = new Cursor(at, Given.Id(7));

        var back = Cursor.Parse(cursor.ToString()).ShouldNotBeNull();

        back.ShouldBe(cursor);
        back.At.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_cursor_can_stand_in_an_address() =>
        new Cursor(Given.Now, Guid.AllBitsSet).ToString().ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_cursor_a_list_begins_at_its_beginning(string? text) => Cursor.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("%00")]
    [InlineData("é")]
    [InlineData("YWJj")]
    public void Text_that_is_no_cursor_is_refused(string text) =>
        new Action(() => Cursor.Parse(text)).ShouldBeRefusedWith(CommonErrors.CursorInvalid);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.00000007")]
    [InlineData("1.00000007-0000-0000-0000-000000000000")]
    [InlineData("-1.00000007000000000000000000000000")]
    [InlineData("+1.00000007000000000000000000000000")]
    [InlineData(" 1.00000007000000000000000000000000")]
    [InlineData("1,0.00000007000000000000000000000000")]
    [InlineData("3155378976000000000.00000007000000000000000000000000")]
    [InlineData("99999999999999999999.00000007000000000000000000000000")]
    public void A_cursor_somebody_made_by_hand_is_refused_rather_than_guessed(string inside)
    {
        var text = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(inside));
        if (text.Length > 0)
            new Action(() => Cursor.Parse(text)).ShouldBeRefusedWith(CommonErrors.CursorInvalid);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(4, 3)]
    public void A_page_goes_on_only_when_a_row_more_than_its_limit_was_read(int rows, int? next)
    {
        var page = Page<int>.Of([.. Enumerable.Range(1, rows)], limit: 3, n => new Cursor(Given.Now, Given.Id(n)));

        page.Items.ShouldBe(Enumerable.Range(1, Math.Min(rows, 3)));
        page.Next.ShouldBe(next is { } n ? new Cursor(Given.Now, Given.Id(n)).ToString() : null);
    }

    [Fact]
    public void A_mapped_page_goes_on_where_the_page_does()
    {
        var page = new Page<int>([1, 2], "next").Select(n => n * 10);

        page.Items.ShouldBe([10, 20]);
        page.Next.ShouldBe("next");
    }
}

using CleanApp.Application.Payments.Sicredi;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Payments;

public sealed class CertificateExpiryTests
{
    [Theory]
    [InlineData("2027-02-27T23:59:59Z", CertificateExpiry.Fine)]
    [InlineData("2027-02-28T00:00:00Z", CertificateExpiry.Soon)]
    [InlineData("2027-03-30T23:59:59Z", CertificateExpiry.Soon)]
    [InlineData("2027-03-31T00:00:00Z", CertificateExpiry.Expired)]
    public void A_certificate_is_said_to_end_from_one_month_before(string now, CertificateExpiry expiry) =>
        CertificateExpiries
            .Of(new DateTimeOffset(2027, 3, 31, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(expiry);
}

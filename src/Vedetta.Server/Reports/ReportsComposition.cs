using Vedetta.Core.Reports;

namespace Vedetta.Server.Reports;

/// <summary>Sending of reports.</summary>
internal static class ReportsComposition
{
    public static IServiceCollection AddVedettaReports(this IServiceCollection services) => services
        .AddSingleton<ReportCourier>()
        .AddSingleton<ReportMails>()
        .AddSingleton<IReportSending>(provider => provider.GetRequiredService<ReportMails>());
}

namespace Vedetta.Core.Routing;

/// <summary>Deliveries that leave as one message.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Kind">Why; of several incidents at once a digest.</param>
/// <param name="Deliveries">What it tells, at least one.</param>
public sealed record Parcel(string Channel, DeliveryKind Kind, IReadOnlyList<Delivery> Deliveries)
{
    /// <summary>From so many incidents to one channel at once they are told in one message: a storm of single ones is read by nobody, and most channels refuse it.</summary>
    public const int TogetherFrom = 6;

    /// <summary>Puts what is due into messages: digests together, and storms too. Pure.</summary>
    public static IReadOnlyList<Parcel> Of(IReadOnlyList<Delivery> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        var parcels = new List<Parcel>();
        foreach (var channel in due.GroupBy(delivery => delivery.Channel, StringComparer.Ordinal))
        {
            var gathered = channel.Where(delivery => delivery.Kind == DeliveryKind.Digest).ToList();
            var single = channel.Where(delivery => delivery.Kind != DeliveryKind.Digest).ToList();
            if (gathered.Count > 0) parcels.Add(new Parcel(channel.Key, DeliveryKind.Digest, gathered));
            if (single.DistinctBy(delivery => delivery.Incident, StringComparer.Ordinal).Count() >= TogetherFrom) parcels.Add(new Parcel(channel.Key, DeliveryKind.Digest, single));
            else parcels.AddRange(single.Select(delivery => new Parcel(channel.Key, delivery.Kind, [delivery])));
        }

        return parcels;
    }

    /// <summary>What the message is told apart by: the same decision taken twice has the same key.</summary>
    public string Key(DateTimeOffset now)
    {
        var first = Deliveries[0];
        return Deliveries.Count > 1 || Kind == DeliveryKind.Digest
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Channel} digest {(first.Kind == DeliveryKind.Digest ? "gathered" : "storm")} {now.UtcTicks}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Channel} {first.Incident} {Monitors.EnumWords.Of(first.Kind)} {first.Episode}.{first.Step}");
    }
}

using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Transcripts;

/// <summary>
/// Whole talks, readable by a community worker. A line with 👤 or 👷 is what a person sends, 🤖 what the bot answers
/// ("🤖 (不说话)" when it says nothing), 📋 what is done in the store, 👥 what others are told, ⏱ time that passes, 📌 what else is true.
/// </summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Shipped.Source("Transcripts"), "*.txt").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_talk_goes_as_it_was_written_down(string file)
    {
        var path = Path.Combine(Shipped.Source("Transcripts"), file);
        var written = File.ReadAllText(path);
        var replayed = Replay(written);
        if (Environment.GetEnvironmentVariable("WRITE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(path, replayed);
        }

        Assert.Equal(written, replayed);
    }

    private static string Replay(string written)
    {
        var staff = written.Contains("👷", StringComparison.Ordinal);
        var talk = staff
            ? new Talk(Shipped.Staff(), Channel.WeCom, Player(written))
            : new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        if (staff && !written.Contains("📌", StringComparison.Ordinal))
        {
            talk.Cases.Add(Some.Case());
            if (written.Contains("0008", StringComparison.Ordinal))
            {
                talk.Cases.Add(Some.Case(c => c with { Number = "WP-20261122-0008" }));
            }
        }

        var lines = new List<string>();
        foreach (var line in written.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                lines.Add(line);
            }
            else if (line == "⏱ 一直没说话")
            {
                lines.Add(line);
                talk.Now = talk.State.WakeAt ?? talk.Now;
                lines.Add("🤖 " + (talk.Send(new InboundContent.Silence(talk.Now)) ?? "(不说话)"));
            }
            else if (line.StartsWith("⏱ ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Now += TimeSpan.Parse(line[2..], System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("📌 已处理 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                var kase = talk.Cases[^1];
                kase.State = CaseState.Resolved;
                kase.OutcomeNote = line["📌 已处理 ".Length..];
            }
            else if (line.StartsWith("📌 我是 ", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
            else if (line.StartsWith("📌 工单 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Cases.Add(OnDesk(line["📌 工单 ".Length..], talk.Now));
            }
            else if (line.StartsWith("📌 没人管的 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Free.Add(OnDesk(line["📌 没人管的 ".Length..], talk.Now));
            }
            else if (line.StartsWith("📌 志愿者 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Me = new Resident(true, ReporterRole.Volunteer, Shipped.City.Compounds.First(x => x.Name == line["📌 志愿者 ".Length..]).Id, 0, 0, true);
            }
            else if (line.StartsWith("📌 吹哨 ", StringComparison.Ordinal) && line["📌 吹哨 ".Length..].Split(' ') is [var called, var organisation])
            {
                lines.Add(line);
                talk.Cases.First(c => c.Number.EndsWith(called, StringComparison.Ordinal))
                    .Call(new WhistleCall { Organisation = Organisation(organisation), CalledAt = talk.Now, DueAt = talk.Now.AddHours(4) });
            }
            else if (line.StartsWith("📌 处理的人问 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Cases[^1].State = CaseState.Accepted;
                talk.Cases[^1].WaitingSince = talk.Now;
            }
            else if (InWords(line) is { } asked)
            {
                lines.Add(line);
                talk.Cases.Add(asked);
                if (!Shipped.City.DutiesOf("staff-1").Concat(Shipped.City.DutiesOf("officer-1")).Any(o => o.Id == asked.HandlerOrganisation))
                {
                    talk.Desk = (_, _) => new ActResult.Refused(Refusal.NotOnDuty, asked);
                }
            }
            else if (line.StartsWith("📌 邻居报过 ", StringComparison.Ordinal) && line["📌 邻居报过 ".Length..].Split('|') is [var number, var subtype, var place])
            {
                lines.Add(line);
                talk.Neighbours.Add(Some.Case(c => c with
                {
                    Number = number,
                    Subtype = subtype,
                    Kind = Shipped.Catalogue.Find(subtype)!.Kind,
                    Place = place,
                    Reporter = "o-neighbour",
                    State = CaseState.Accepted,
                }));
            }
            else if (line.StartsWith("📌 名单 ", StringComparison.Ordinal) && line["📌 名单 ".Length..].Split(' ') is [var who, var phone])
            {
                lines.Add(line);
                talk.Roster = said => said == new DialogCommand.Register(who, phone)
                    ? new Registration.Matched(ReporterRole.Volunteer, Some.Wanghuyuan)
                    : new Registration.NotOnRoster();
            }
            else if (line.StartsWith("📌 积分 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Me = new Resident(true, ReporterRole.Volunteer, Some.Wanghuyuan, int.Parse(line["📌 积分 ".Length..], System.Globalization.CultureInfo.InvariantCulture), 0, true);
            }
            else if (line.StartsWith("📌 一小时已报 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                talk.Me = talk.Me with { RecentReports = int.Parse(line["📌 一小时已报 ".Length..], System.Globalization.CultureInfo.InvariantCulture) };
            }
            else if (line.StartsWith("👤 ", StringComparison.Ordinal) || line.StartsWith("👷 ", StringComparison.Ordinal))
            {
                lines.Add(line);
                var (before, heardBefore) = (talk.Commands.Count, talk.Told.Count);
                var said = line[3..];
                var reply = said switch
                {
                    "[照片]" => talk.Photo(),
                    "[照片打不开]" => talk.Send(new InboundContent.PhotoRefused(talk.Photos[0].Key)),
                    "[关注]" => talk.Send(new InboundContent.Followed(null)),
                    "[语音]" => talk.Send(new InboundContent.Voice("m", "amr", null)),
                    "[取消关注]" => talk.Send(new InboundContent.Unfollowed()),
                    "[链接]" => talk.Send(new InboundContent.Link("标题", "说明", "http://x")),
                    "[表情]" => talk.Send(new InboundContent.Unknown("sticker", false)),
                    "[小程序卡片]" => talk.Send(new InboundContent.MiniProgramCard("t", "a", "p")),
                    _ when Argument(said, "语音") is { } heard => talk.Send(new InboundContent.Voice("m", "amr", heard)),
                    _ when Argument(said, "扫码关注") is { } scene => talk.Send(new InboundContent.Followed(scene)),
                    _ when Argument(said, "扫码") is { } scene => talk.Send(new InboundContent.Scanned(scene)),
                    _ when Argument(said, "菜单") is { } key => talk.Send(new InboundContent.MenuClicked(key)),
                    _ when Argument(said, "位置")?.Split(',') is [var latitude, var longitude] => talk.Send(new InboundContent.Location(
                        double.Parse(latitude, System.Globalization.CultureInfo.InvariantCulture), double.Parse(longitude, System.Globalization.CultureInfo.InvariantCulture), null)),
                    "[视频]" => talk.Send(new InboundContent.Video("m", "t", false)),
                    _ when said.StartsWith("(按 ", StringComparison.Ordinal) => talk.Press(said[3..^1]),
                    _ => talk.Say(said),
                };
                lines.AddRange(talk.Commands.Skip(before).Select(Describe));
                lines.AddRange(talk.Told.Skip(heardBefore).Select(t => Describe(t.What)).OfType<string>());
                lines.Add("🤖 " + (reply ?? "(不说话)"));
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Player(string written) =>
        written.IndexOf("📌 我是 ", StringComparison.Ordinal) is var at and >= 0 ? written[(at + "📌 我是 ".Length)..].Split('\n')[0]
        : written.Contains("📌 咨询", StringComparison.Ordinal) || written.Contains("📌 建议", StringComparison.Ordinal) ? "staff-1" : "officer-1";

    /// <summary><c>0012 环境卫生|3号楼门口|处理中|安和物业</c>: a case as it lies on somebody's desk; a compound other than 望湖苑 stands before the place.</summary>
    private static Case OnDesk(string line, DateTimeOffset now)
    {
        var (number, rest) = (line.Split(' ', 2)[0], line.Split(' ', 2)[1].Split('|'));
        var subtype = Shipped.Catalogue.Subtypes.First(s => s.Name == rest[0]);
        var compound = Shipped.City.Compounds.FirstOrDefault(x => rest[1].StartsWith(x.Name + " ", StringComparison.Ordinal));
        return Some.Case(c => c with
        {
            Number = number.Length > 4 ? $"WP-{number}" : $"WP-20261122-{number}",
            Subtype = subtype.Code,
            Kind = subtype.Kind,
            CompoundId = compound?.Id ?? Some.Wanghuyuan,
            Place = compound is null ? rest[1] : rest[1][(compound.Name.Length + 1)..],
            Description = rest.Length > 4 ? rest[4] : subtype.Example ?? subtype.Name,
            State = rest[2] switch
            {
                "待审核" => CaseState.UnderReview,
                "已派单" => CaseState.Dispatched,
                "处理中" => CaseState.Accepted,
                _ => throw new InvalidOperationException(rest[2]),
            },
            Handler = Organisation(rest[3]),
            Loop = compound is { Property: null } ? Loop.Self : Loop.Micro,
            DueAt = now.AddDays(3),
        });
    }

    private static string Organisation(string name) => Shipped.City.Organisations.First(o => o.Name == name).Id;

    /// <summary>Null: only a card that changes.</summary>
    private static string? Describe(Notification told) => told switch
    {
        Notification.StaffMessage message => $"👥 {message.User}:{message.Text}",
        Notification.ResidentMessage message => $"👥 居民:{message.Text}",
        Notification.GroupMessage group => $"👥 {Shipped.Words.OrganisationName(group.OrganisationId)}群:{group.Text}",
        Notification.CardMessage card =>
            $"👥 {string.Join('、', card.Users)} 收到卡片:{card.Card.Title}{(card.Card.Subtitle is { } why ? $"({why})" : "")} [{string.Join("] [", card.Card.Buttons.Select(b => b.Text))}]",
        Notification.StaffPhoto photo => $"👥 {string.Join('、', photo.Users)} 收到照片",
        Notification.ResidentPhoto => "👥 居民收到照片",
        Notification.CardUpdate => null,
        _ => throw new InvalidOperationException(),
    };

    /// <summary><c>📌 咨询 0007 物业费怎么交</c>: a case of words on the desk of whoever answers it.</summary>
    private static Case? InWords(string line)
    {
        CaseKind? kind = line.Split(' ') switch
        {
            ["📌", "咨询", _, _] or ["📌", "别处咨询", _, _] => CaseKind.Consultation,
            ["📌", "建议", _, _] => CaseKind.Suggestion,
            ["📌", "表扬", _, _] => CaseKind.Praise,
            _ => null,
        };
        var compound = Shipped.City.FindCompound(Some.Wanghuyuan)!;
        return kind is null ? null : Some.Case(c => c with
        {
            Number = $"WP-20261122-{line.Split(' ')[2]}",
            Kind = kind.Value,
            Subtype = null,
            Place = "",
            Description = line.Split(' ')[3],
            Handler = kind == CaseKind.Praise ? compound.Property!.Id : line.StartsWith("📌 别处", StringComparison.Ordinal) ? "c2" : compound.Community.Id,
        });
    }

    /// <summary><c>[语音:楼道灯坏了]</c> → <c>楼道灯坏了</c>.</summary>
    private static string? Argument(string said, string what) =>
        said.StartsWith($"[{what}:", StringComparison.Ordinal) && said.EndsWith(']') ? said[(what.Length + 2)..^1] : null;

    private static string Describe(DialogCommand command) => command switch
    {
        DialogCommand.File { Report: var r } =>
            $"📋 上报 {r.Kind}/{r.Subtype ?? "-"}|{r.CompoundId}|{r.Place}|{r.Description}|照片 {r.PhotoKeys.Count}{(r.Emergency ? "|紧急" : "")}",
        DialogCommand.Act { What: CaseAct.Resolve done } act => $"📋 {act.Number} Resolve {done.Outcome}|{done.Note}|照片 {done.Photos.Count}",
        DialogCommand.Act { What: CaseAct.Supplement more } act => $"📋 {act.Number} 补充 {more.Words ?? "-"}|照片 {more.Photos.Count}",
        DialogCommand.Act { What: CaseAct.Follow follow } act => $"📋 {act.Number} 关注 {follow.Words ?? "-"}|照片 {follow.Photos.Count}",
        DialogCommand.Act { What: CaseAct.Locate where } act => $"📋 {act.Number} 地点 {where.CompoundId ?? "-"}|{where.Place ?? "-"}|{where.Words}",
        DialogCommand.Act { What: CaseAct.Whistle whistle } act => $"📋 {act.Number} Whistle {string.Join('、', whistle.Organisations)}|{whistle.Reason}",
        DialogCommand.Act { What: CaseAct.Raise raise } act => $"📋 {act.Number} Raise {raise.Tried}|照片 {raise.Photos.Count}",
        DialogCommand.Register who => $"📋 注册 {who.Name}|{who.Phone}",
        DialogCommand.Act act => $"📋 {act.Number} {act.What}",
        _ => throw new InvalidOperationException(),
    };
}

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>; %n held by privacy mode</source>
        <translation>
            <numerusform>; %n held by privacy mode</numerusform>
            <numerusform>; %n held by privacy mode</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n kept here by your choice</source>
        <translation>
            <numerusform>; %n kept here by your choice</numerusform>
            <numerusform>; %n kept here by your choice</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsResolve</name>
    <message numerus="yes">
        <source>%n conflict(s) resolved.</source>
        <translation>
            <numerusform>%n conflict resolved.</numerusform>
            <numerusform>%n conflicts resolved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message numerus="yes">
        <source>%n transcript(s) unread</source>
        <translation>
            <numerusform>%n transcript unread</numerusform>
            <numerusform>%n transcripts unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) unreadable</source>
        <translation>
            <numerusform>%n line unreadable</numerusform>
            <numerusform>%n lines unreadable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown kind(s) of records</source>
        <translation>
            <numerusform>%n unknown kind of records</numerusform>
            <numerusform>%n unknown kinds of records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s)</source>
        <translation>
            <numerusform>%n pause</numerusform>
            <numerusform>%n pauses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message numerus="yes">
        <source>Refused: %1 %2 after %n tries: %3</source>
        <translation>
            <numerusform>Refused: %1 %2 after %n try: %3</numerusform>
            <numerusform>Refused: %1 %2 after %n tries: %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HookStatus</name>
    <message numerus="yes">
        <source>%n event(s) could not be kept: no room, or too many of them.</source>
        <translation>
            <numerusform>%n event could not be kept: no room, or too many of them.</numerusform>
            <numerusform>%n events could not be kept: no room, or too many of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportMimir</name>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>%n item was deleted here earlier and stays deleted.</numerusform>
            <numerusform>%n items were deleted here earlier and stay deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftByOthersText</name>
    <message numerus="yes">
        <source>%n change(s) in your conversations</source>
        <translation>
            <numerusform>%n change in your conversations</numerusform>
            <numerusform>%n changes in your conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these conversations is a copy: what the other account has of it at the server stays that account&apos;s, and comes back here when it signs in.</source>
        <translation>
            <numerusform>%n of these conversations is a copy: what the other account has of it at the server stays that account&apos;s, and comes back here when it signs in.</numerusform>
            <numerusform>%n of these conversations are copies: what the other account has of them at the server stays that account&apos;s, and comes back here when it signs in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool call(s)</source>
        <translation>
            <numerusform>%n tool call</numerusform>
            <numerusform>%n tool calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n audit entry(s)</source>
        <translation>
            <numerusform>%n audit entry</numerusform>
            <numerusform>%n audit entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more conversation(s)</source>
        <translation>
            <numerusform>and %n more conversation</numerusform>
            <numerusform>and %n more conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyCommand</name>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode will be sent.</source>
        <translation>
            <numerusform>%n item recorded in privacy mode will be sent.</numerusform>
            <numerusform>%n items recorded in privacy mode will be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode stay on this device permanently.</source>
        <translation>
            <numerusform>%n item recorded in privacy mode stays on this device permanently.</numerusform>
            <numerusform>%n items recorded in privacy mode stay on this device permanently.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay here all the same. “mimir privacy rule conversation ID LEVEL --send-kept” sends those of one conversation.</source>
        <translation>
            <numerusform>%n item stays here all the same. “mimir privacy rule conversation ID LEVEL --send-kept” sends those of one conversation.</numerusform>
            <numerusform>%n items stay here all the same. “mimir privacy rule conversation ID LEVEL --send-kept” sends those of one conversation.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyOff</name>
    <message numerus="yes">
        <source>%n item(s) recorded in it are still held here. “mimir privacy send” sends them, “mimir privacy keep” keeps them on this device permanently.</source>
        <translation>
            <numerusform>%n item recorded in it is still held here. “mimir privacy send” sends it, “mimir privacy keep” keeps it on this device permanently.</numerusform>
            <numerusform>%n items recorded in it are still held here. “mimir privacy send” sends them, “mimir privacy keep” keeps them on this device permanently.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in it, keep them on this device permanently, or decide later? Type “send”, “keep”, or press Enter for later: </source>
        <translation>
            <numerusform>Send the %n item recorded in it, keep it on this device permanently, or decide later? Type “send”, “keep”, or press Enter for later: </numerusform>
            <numerusform>Send the %n items recorded in it, keep them on this device permanently, or decide later? Type “send”, “keep”, or press Enter for later: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyRuleCommand</name>
    <message numerus="yes">
        <source>%n item(s) that were kept here will be sent.</source>
        <translation>
            <numerusform>%n item that was kept here will be sent.</numerusform>
            <numerusform>%n items that were kept here will be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyScan</name>
    <message numerus="yes">
        <source>%n item(s) that servers have were looked at.</source>
        <translation>
            <numerusform>%n item that servers have was looked at.</numerusform>
            <numerusform>%n items that servers have were looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are of conversations of which nothing may be sent today; “mimir privacy rule conversation ID nothing --remove-from-server” removes one from the server.</source>
        <translation>
            <numerusform>%n of them is of a conversation of which nothing may be sent today; “mimir privacy rule conversation ID nothing --remove-from-server” removes one from the server.</numerusform>
            <numerusform>%n of them are of conversations of which nothing may be sent today; “mimir privacy rule conversation ID nothing --remove-from-server” removes one from the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) hold what would be withheld today. “mimir privacy scan --redact” sends them again in their masked form.</source>
        <translation>
            <numerusform>%n item holds what would be withheld today. “mimir privacy scan --redact” sends it again in its masked form.</numerusform>
            <numerusform>%n items hold what would be withheld today. “mimir privacy scan --redact” sends them again in their masked form.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent again in their masked form.</source>
        <translation>
            <numerusform>%n item will be sent again in its masked form.</numerusform>
            <numerusform>%n items will be sent again in their masked form.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyStatus</name>
    <message numerus="yes">
        <source>%n item(s) are held until you choose to send or keep them.</source>
        <translation>
            <numerusform>%n item is held until you choose to send or keep it.</numerusform>
            <numerusform>%n items are held until you choose to send or keep them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device permanently, unless “mimir privacy rule conversation ID LEVEL --send-kept” sends those of a conversation.</source>
        <translation>
            <numerusform>%n item stays on this device permanently, unless “mimir privacy rule conversation ID LEVEL --send-kept” sends those of a conversation.</numerusform>
            <numerusform>%n items stay on this device permanently, unless “mimir privacy rule conversation ID LEVEL --send-kept” sends those of a conversation.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyTexts</name>
    <message numerus="yes">
        <source>%n text(s) with secrets</source>
        <translation>
            <numerusform>%n text with secrets</numerusform>
            <numerusform>%n texts with secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) with environment variables</source>
        <translation>
            <numerusform>%n text with environment variables</numerusform>
            <numerusform>%n texts with environment variables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the contents of %n file(s)</source>
        <translation>
            <numerusform>the contents of %n file</numerusform>
            <numerusform>the contents of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of which only titles and figures are sent</source>
        <translation>
            <numerusform>%n text of which only titles and figures are sent</numerusform>
            <numerusform>%n texts of which only titles and figures are sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) that are too large</source>
        <translation>
            <numerusform>%n part that is too large</numerusform>
            <numerusform>%n parts that are too large</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message numerus="yes">
        <source>%n line(s), the first of them line %1, contained characters that no store can hold (NUL, half of a surrogate pair): each was replaced by U+FFFD, and the rest was stored as it is.</source>
        <translation>
            <numerusform>%n line (line %1) contained characters that no store can hold (NUL, half of a surrogate pair): each was replaced by U+FFFD, and the rest was stored as it is.</numerusform>
            <numerusform>%n lines, the first of them line %1, contained characters that no store can hold (NUL, half of a surrogate pair): each was replaced by U+FFFD, and the rest was stored as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignOutText</name>
    <message numerus="yes">
        <source>%n item(s) exist only on this device: removing the history here destroys them.</source>
        <translation>
            <numerusform>%n item exists only on this device: removing the history here destroys it.</numerusform>
            <numerusform>%n items exist only on this device: removing the history here destroys them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are complete only on this device: the rest of them was withheld from the server.</source>
        <translation>
            <numerusform>%n item is complete only on this device: the rest of it was withheld from the server.</numerusform>
            <numerusform>%n items are complete only on this device: the rest of them was withheld from the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied here and were put aside; the server has them.</source>
        <translation>
            <numerusform>%n item from the server could not be applied here and was put aside; the server has it.</numerusform>
            <numerusform>%n items from the server could not be applied here and were put aside; the server has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message numerus="yes">
        <source>%n transcript(s), all of them read</source>
        <translation>
            <numerusform>%n transcript, read</numerusform>
            <numerusform>%n transcripts, all of them read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s), %1 of them (%2) still to be read</source>
        <translation>
            <numerusform>%n transcript, %1 (%2) still to be read</numerusform>
            <numerusform>%n transcripts, %1 of them (%2) still to be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n transcript(s) that are not in your history.</source>
        <translation>
            <numerusform>%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n transcript that is not in your history.</numerusform>
            <numerusform>%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n transcripts that are not in your history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the first is %1: %2</source>
        <translation>
            <numerusform>%n transcript could not be read, namely %1: %2</numerusform>
            <numerusform>%n transcripts could not be read; the first is %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcesScan</name>
    <message numerus="yes">
        <source>%n line(s) could not be read and were passed over.</source>
        <translation>
            <numerusform>%n line could not be read and was passed over.</numerusform>
            <numerusform>%n lines could not be read and were passed over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>%n item was deleted here earlier and stays deleted.</numerusform>
            <numerusform>%n items were deleted here earlier and stay deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were not stored, the first because: %1</source>
        <translation>
            <numerusform>%n item was not stored, because: %1</numerusform>
            <numerusform>%n items were not stored, the first because: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of what agents told by hooks.</source>
        <translation>
            <numerusform>%n entry of what agents told by hooks.</numerusform>
            <numerusform>%n entries of what agents told by hooks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of hooks could not be read and were passed over.</source>
        <translation>
            <numerusform>%n line of hooks could not be read and was passed over.</numerusform>
            <numerusform>%n lines of hooks could not be read and were passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n change(s) are safe on this device and will be sent.</source>
        <translation>
            <numerusform>%n change is safe on this device and will be sent.</numerusform>
            <numerusform>%n changes are safe on this device and will be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused by the server and stay on this device. Review them and try again.</source>
        <translation>
            <numerusform>%n item was refused by the server and stays on this device. Review it and try again.</numerusform>
            <numerusform>%n items were refused by the server and stay on this device. Review them and try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.</source>
        <translation>
            <numerusform>%n item from the server could not be applied and was put aside. Run “mimir doctor”.</numerusform>
            <numerusform>%n items from the server could not be applied and were put aside. Run “mimir doctor”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Privacy mode is on: nothing leaves this device. %n item(s) recorded since then are held.</source>
        <translation>
            <numerusform>Privacy mode is on: nothing leaves this device. %n item recorded since then is held.</numerusform>
            <numerusform>Privacy mode is on: nothing leaves this device. %n items recorded since then are held.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held here until you choose to send or keep them.</source>
        <translation>
            <numerusform>%n item recorded in privacy mode is held here until you choose to send or keep it.</numerusform>
            <numerusform>%n items recorded in privacy mode are held here until you choose to send or keep them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device and will be sent when the network is back.</source>
        <translation>
            <numerusform>Offline – %n change is safe on this device and will be sent when the network is back.</numerusform>
            <numerusform>Offline – %n changes are safe on this device and will be sent when the network is back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are safe on this device.</source>
        <translation>
            <numerusform>%n change is safe on this device.</numerusform>
            <numerusform>%n changes are safe on this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device.</source>
        <translation>
            <numerusform>Offline – %n change is safe on this device.</numerusform>
            <numerusform>Offline – %n changes are safe on this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetching new items: %n so far</source>
        <translation>
            <numerusform>Fetching new items: %n so far</numerusform>
            <numerusform>Fetching new items: %n so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in %1: %n change(s) for it stay on this device and will be sent if you join it again.</source>
        <translation>
            <numerusform>You are no longer in %1: %n change for it stays on this device and will be sent if you join it again.</numerusform>
            <numerusform>You are no longer in %1: %n changes for it stay on this device and will be sent if you join it again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of another account stay on this device until it signs in here again.</source>
        <translation>
            <numerusform>%n change of another account stays on this device until it signs in here again.</numerusform>
            <numerusform>%n changes of another account stay on this device until it signs in here again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of %1 stay on this device until that account signs in here again.</source>
        <translation>
            <numerusform>%n change of %1 stays on this device until that account signs in here again.</numerusform>
            <numerusform>%n changes of %1 stay on this device until that account signs in here again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) stay on this device only, as you chose: their server no longer knows their team.</source>
        <translation>
            <numerusform>%n change stays on this device only, as you chose: its server no longer knows its team.</numerusform>
            <numerusform>%n changes stay on this device only, as you chose: their server no longer knows their team.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device and will be sent</source>
        <translation>
            <numerusform>%1 – %n change is safe on this device and will be sent</numerusform>
            <numerusform>%1 – %n changes are safe on this device and will be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device</source>
        <translation>
            <numerusform>%1 – %n change is safe on this device</numerusform>
            <numerusform>%1 – %n changes are safe on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in a team – %n change(s) for it stay on this device</source>
        <translation>
            <numerusform>You are no longer in a team – %n change for it stays on this device</numerusform>
            <numerusform>You are no longer in a team – %n changes for it stay on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused and stay on this device</source>
        <translation>
            <numerusform>%n item was refused and stays on this device</numerusform>
            <numerusform>%n items were refused and stay on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server were put aside</source>
        <translation>
            <numerusform>%n item from the server was put aside</numerusform>
            <numerusform>%n items from the server were put aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n for a team you are no longer in</source>
        <translation>
            <numerusform>%n for a team you are no longer in</numerusform>
            <numerusform>%n for a team you are no longer in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside</source>
        <translation>
            <numerusform>%n put aside</numerusform>
            <numerusform>%n put aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held until you choose</source>
        <translation>
            <numerusform>%n item recorded in privacy mode is held until you choose</numerusform>
            <numerusform>%n items recorded in privacy mode are held until you choose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>%n held by privacy mode</numerusform>
            <numerusform>%n held by privacy mode</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from another account</source>
        <translation>
            <numerusform>%n from another account</numerusform>
            <numerusform>%n from another account</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here as you chose</source>
        <translation>
            <numerusform>%n kept here as you chose</numerusform>
            <numerusform>%n kept here as you chose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server asks to delete %n of your items – they stay here until you decide</source>
        <translation>
            <numerusform>The server asks to delete %n of your items – it stays here until you decide</numerusform>
            <numerusform>The server asks to delete %n of your items – they stay here until you decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your %2 conversations were deleted.</source>
        <translation>
            <numerusform>The server of %1 says that %n of your %2 conversations was deleted.</numerusform>
            <numerusform>The server of %1 says that %n of your %2 conversations were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your messages and tool calls were deleted.</source>
        <translation>
            <numerusform>The server of %1 says that %n of your messages and tool calls was deleted.</numerusform>
            <numerusform>The server of %1 says that %n of your messages and tool calls were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It says the same of %n single message(s) and tool calls.</source>
        <translation>
            <numerusform>It says the same of %n single message or tool call.</numerusform>
            <numerusform>It says the same of %n single messages and tool calls.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items – they stay as they are here</source>
        <translation>
            <numerusform>The server contradicts %n of your items – it stays as it is here</numerusform>
            <numerusform>The server contradicts %n of your items – they stay as they are here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server</source>
        <translation>
            <numerusform>%n contradicted by the server</numerusform>
            <numerusform>%n contradicted by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is: review them, and ask the server&apos;s administrator.</source>
        <translation>
            <numerusform>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is: review it, and ask the server&apos;s administrator.</numerusform>
            <numerusform>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is: review them, and ask the server&apos;s administrator.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to delete or keep</source>
        <translation>
            <numerusform>%n to delete or keep</numerusform>
            <numerusform>%n to delete or keep</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of a deleted conversation stay on this device</source>
        <translation>
            <numerusform>%n item of a deleted conversation stays on this device</numerusform>
            <numerusform>%n items of deleted conversations stay on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation</source>
        <translation>
            <numerusform>%n of a deleted conversation</numerusform>
            <numerusform>%n of deleted conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without their conversation</source>
        <translation>
            <numerusform>%n without its conversation</numerusform>
            <numerusform>%n without their conversation</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) belong to a conversation that is not on this device yet: they stay here and will be sent when it arrives.</source>
        <translation>
            <numerusform>%n item belongs to a conversation that is not on this device yet: it stays here and will be sent when the conversation arrives.</numerusform>
            <numerusform>%n items belong to a conversation that is not on this device yet: they stay here and will be sent when it arrives.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were recorded in a conversation that had been deleted: they stay on this device and are not sent. Restore the conversation from the trash to send them.</source>
        <translation>
            <numerusform>%n item was recorded in a conversation that had been deleted: it stays on this device and is not sent. Restore the conversation from the trash to send it.</numerusform>
            <numerusform>%n items were recorded in a conversation that had been deleted: they stay on this device and are not sent. Restore the conversation from the trash to send them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device. See why, correct them and try again, or discard the changes.</source>
        <translation>
            <numerusform>%n item cannot be sent as it is and stays on this device. See why, correct it and try again, or discard the change.</numerusform>
            <numerusform>%n items cannot be sent as they are and stay on this device. See why, correct them and try again, or discard the changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device</source>
        <translation>
            <numerusform>%n item cannot be sent as it is and stays on this device</numerusform>
            <numerusform>%n items cannot be sent as they are and stay on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n that cannot be sent</source>
        <translation>
            <numerusform>%n that cannot be sent</numerusform>
            <numerusform>%n that cannot be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while another account was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>%n change in your conversations was made while another account was signed in: it stays on this device until you send it as yours.</numerusform>
            <numerusform>%n changes in your conversations were made while another account was signed in: they stay on this device until you send them as yours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while %1 was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>%n change in your conversations was made while %1 was signed in: it stays on this device until you send it as yours.</numerusform>
            <numerusform>%n changes in your conversations were made while %1 was signed in: they stay on this device until you send them as yours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of another account, made while it was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>%n change in conversations of another account, made while it was not signed in, stays on this device until it sends it.</numerusform>
            <numerusform>%n changes in conversations of another account, made while it was not signed in, stay on this device until it sends them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of %1, made while that account was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>%n change in conversations of %1, made while that account was not signed in, stays on this device until it sends it.</numerusform>
            <numerusform>%n changes in conversations of %1, made while that account was not signed in, stay on this device until it sends them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that concern another account stay on this device: %1.</source>
        <translation>
            <numerusform>%n change that concerns another account stays on this device: %1.</numerusform>
            <numerusform>%n changes that concern another account stay on this device: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept: review them.</source>
        <translation>
            <numerusform>%n of your values was replaced by another change. The replaced one is kept: review it.</numerusform>
            <numerusform>%n of your values were replaced by other changes. The replaced ones are kept: review them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were replaced by other changes – the replaced ones are kept</source>
        <translation>
            <numerusform>%n value was replaced by another change – the replaced one is kept</numerusform>
            <numerusform>%n values were replaced by other changes – the replaced ones are kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n that your organisation does not allow to be sent</source>
        <translation>
            <numerusform>%n that your organisation does not allow to be sent</numerusform>
            <numerusform>%n that your organisation does not allow to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait: your organisation allows nothing to be sent at present, or requires a level that only a newer version of Mimir Sync knows.</source>
        <translation>
            <numerusform>%n change waits: your organisation allows nothing to be sent at present, or requires a level that only a newer version of Mimir Sync knows.</numerusform>
            <numerusform>%n changes wait: your organisation allows nothing to be sent at present, or requires a level that only a newer version of Mimir Sync knows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and stay on this device</source>
        <translation>
            <numerusform>%n change belongs to no team and stays on this device</numerusform>
            <numerusform>%n changes belong to no team and stay on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of no team</source>
        <translation>
            <numerusform>%n of no team</numerusform>
            <numerusform>%n of no team</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and are not sent: they stay on this device. Sign in again and choose a team.</source>
        <translation>
            <numerusform>%n change belongs to no team and is not sent: it stays on this device. Sign in again and choose a team.</numerusform>
            <numerusform>%n changes belong to no team and are not sent: they stay on this device. Sign in again and choose a team.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncDiscard</name>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)? What you wrote stays among the resolved conflicts. Type “discard”, or press Enter to leave them: </source>
        <translation>
            <numerusform>Discard the change to %n item? What you wrote stays among the resolved conflicts. Type “discard”, or press Enter to leave it: </numerusform>
            <numerusform>Discard the changes to %n items? What you wrote stays among the resolved conflicts. Type “discard”, or press Enter to leave them: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that the server never had stay on this device and are not sent.</source>
        <translation>
            <numerusform>%n item that the server never had stays on this device and is not sent.</numerusform>
            <numerusform>%n items that the server never had stay on this device and are not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) become what the server has. “mimir conflicts list --all” shows what you wrote, “mimir conflicts restore” brings it back.</source>
        <translation>
            <numerusform>%n item becomes what the server has. “mimir conflicts list --all” shows what you wrote, “mimir conflicts restore” brings it back.</numerusform>
            <numerusform>%n items become what the server has. “mimir conflicts list --all” shows what you wrote, “mimir conflicts restore” brings it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncRetry</name>
    <message numerus="yes">
        <source>%n item(s) will be tried again.</source>
        <translation>
            <numerusform>%n item will be tried again.</numerusform>
            <numerusform>%n items will be tried again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncStatusCommand</name>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n change to send</numerusform>
            <numerusform>%n changes to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>%n held by privacy mode</numerusform>
            <numerusform>%n held by privacy mode</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused: “mimir sync retry” tries again</source>
        <translation>
            <numerusform>%n refused: “mimir sync retry” tries again</numerusform>
            <numerusform>%n refused: “mimir sync retry” tries again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) not seen: “mimir conflicts list”</source>
        <translation>
            <numerusform>%n conflict not seen: “mimir conflicts list”</numerusform>
            <numerusform>%n conflicts not seen: “mimir conflicts list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside: “mimir doctor”</source>
        <translation>
            <numerusform>%n put aside: “mimir doctor”</numerusform>
            <numerusform>%n put aside: “mimir doctor”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here by your choice</source>
        <translation>
            <numerusform>%n kept here by your choice</numerusform>
            <numerusform>%n kept here by your choice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) recorded here only</source>
        <translation>
            <numerusform>%n change recorded here only</numerusform>
            <numerusform>%n changes recorded here only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server: “mimir conflicts list”</source>
        <translation>
            <numerusform>%n contradicted by the server: “mimir conflicts list”</numerusform>
            <numerusform>%n contradicted by the server: “mimir conflicts list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose conversation is not here yet</source>
        <translation>
            <numerusform>%n whose conversation is not here yet</numerusform>
            <numerusform>%n whose conversation is not here yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation: “mimir trash list”</source>
        <translation>
            <numerusform>%n of a deleted conversation: “mimir trash list”</numerusform>
            <numerusform>%n of deleted conversations: “mimir trash list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be sent: “mimir doctor” says why</source>
        <translation>
            <numerusform>%n cannot be sent: “mimir doctor” says why</numerusform>
            <numerusform>%n cannot be sent: “mimir doctor” says why</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them may not be sent at present: your organisation allows nothing</source>
        <translation>
            <numerusform>%n of them may not be sent at present: your organisation allows nothing</numerusform>
            <numerusform>%n of them may not be sent at present: your organisation allows nothing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message numerus="yes">
        <source>%n item(s) are in the trash.</source>
        <translation>
            <numerusform>%n item is in the trash.</numerusform>
            <numerusform>%n items are in the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Conversation with %n item(s)</source>
        <translation>
            <numerusform>Conversation with %n item</numerusform>
            <numerusform>Conversation with %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your items that a server deletes are kept in this device&apos;s trash for %n day(s) and can be restored.</source>
        <translation>
            <numerusform>Your items that a server deletes are kept in this device&apos;s trash for %n day and can be restored.</numerusform>
            <numerusform>Your items that a server deletes are kept in this device&apos;s trash for %n days and can be restored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded after their conversation was deleted</source>
        <translation>
            <numerusform>%n item recorded after its conversation was deleted</numerusform>
            <numerusform>%n items recorded after their conversation was deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not kept: %n item(s) that were removed for privacy on another device.</source>
        <translation>
            <numerusform>Not kept: %n item that was removed for privacy on another device.</numerusform>
            <numerusform>Not kept: %n items that were removed for privacy on another device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: they are deleted here as well. This device&apos;s trash keeps them for %n day(s), except for what was removed for privacy on another device.</source>
        <translation>
            <numerusform>%1: they are deleted here as well. This device&apos;s trash keeps them for %n day, except for what was removed for privacy on another device.</numerusform>
            <numerusform>%1: they are deleted here as well. This device&apos;s trash keeps them for %n days, except for what was removed for privacy on another device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay and are sent again as new ones.</source>
        <translation>
            <numerusform>%n item stays and is sent again as a new one.</numerusform>
            <numerusform>%n items stay and are sent again as new ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are deleted and not kept: they were removed for privacy on another device.</source>
        <translation>
            <numerusform>%n item is deleted and not kept: it was removed for privacy on another device.</numerusform>
            <numerusform>%n items are deleted and not kept: they were removed for privacy on another device.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::ActivityPage</name>
    <message numerus="yes">
        <source>%n item(s) have not left this device.</source>
        <translation>
            <numerusform>%n item has not left this device.</numerusform>
            <numerusform>%n items have not left this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here because of privacy mode.</source>
        <translation>
            <numerusform>%n item stayed here because of privacy mode.</numerusform>
            <numerusform>%n items stayed here because of privacy mode.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here by your choice.</source>
        <translation>
            <numerusform>%n item stayed here by your choice.</numerusform>
            <numerusform>%n items stayed here by your choice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::ConflictsPage</name>
    <message numerus="yes">
        <source>Apply t&amp;o the %n other(s) of this kind (%1)</source>
        <translation>
            <numerusform>Apply t&amp;o the %n other of this kind (%1)</numerusform>
            <numerusform>Apply t&amp;o the %n others of this kind (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) resolved. Undo brings back what was before.</source>
        <translation>
            <numerusform>%n conflict resolved. Undo brings back what was before.</numerusform>
            <numerusform>%n conflicts resolved. Undo brings back what was before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) undone.</source>
        <translation>
            <numerusform>%n choice undone.</numerusform>
            <numerusform>%n choices undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::HistoryExport</name>
    <message numerus="yes">
        <source>%n item(s) were written.</source>
        <translation>
            <numerusform>%n item was written.</numerusform>
            <numerusform>%n items were written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::HistoryImport</name>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>%n item was new or changed.</numerusform>
            <numerusform>%n items were new or changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be used and were left out.</source>
        <translation>
            <numerusform>%n line could not be used and was left out.</numerusform>
            <numerusform>%n lines could not be used and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>%n item was read before that and is kept.</numerusform>
            <numerusform>%n items were read before that and are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::Notifier</name>
    <message numerus="yes">
        <source>%n item(s) were refused by the server. They stay on this device.</source>
        <translation>
            <numerusform>%n item was refused by the server. It stays on this device.</numerusform>
            <numerusform>%n items were refused by the server. They stay on this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is.</source>
        <translation>
            <numerusform>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is.</numerusform>
            <numerusform>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are. They stay on this device.</source>
        <translation>
            <numerusform>%n item cannot be sent as it is. It stays on this device.</numerusform>
            <numerusform>%n items cannot be sent as they are. They stay on this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept.</source>
        <translation>
            <numerusform>%n of your values was replaced by another change. The replaced one is kept.</numerusform>
            <numerusform>%n of your values were replaced by other changes. The replaced ones are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyActions</name>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in privacy mode?</source>
        <translation>
            <numerusform>Send the item recorded in privacy mode?</numerusform>
            <numerusform>Send the %n items recorded in privacy mode?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep the %n item(s) on this device permanently?</source>
        <translation>
            <numerusform>Keep the item on this device permanently?</numerusform>
            <numerusform>Keep the %n items on this device permanently?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of its items stay here.</source>
        <translation>
            <numerusform>%n of its items stays here.</numerusform>
            <numerusform>%n of its items stay here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are the first %n item(s).</source>
        <translation>
            <numerusform>This is the first %n item.</numerusform>
            <numerusform>These are the first %n items.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) of the conversation “%1” that were kept on this device?</source>
        <translation>
            <numerusform>Send the %n item of the conversation “%1” that was kept on this device?</numerusform>
            <numerusform>Send the %n items of the conversation “%1” that were kept on this device?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n item(s) again in their masked form?</source>
        <translation>
            <numerusform>Send %n item again in its masked form?</numerusform>
            <numerusform>Send %n items again in their masked form?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyPage</name>
    <message numerus="yes">
        <source>%n item(s) stay on this device by your choice.</source>
        <translation>
            <numerusform>%n item stays on this device by your choice.</numerusform>
            <numerusform>%n items stay on this device by your choice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1</source>
        <translation>
            <numerusform>%n item from %1</numerusform>
            <numerusform>%n items from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1 to %2</source>
        <translation>
            <numerusform>%n item from %1 to %2</numerusform>
            <numerusform>%n items from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::Questions</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::RefusedActions</name>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)?</source>
        <translation>
            <numerusform>Discard the change to %n item?</numerusform>
            <numerusform>Discard the changes to %n items?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SetupWizard</name>
    <message numerus="yes">
        <source>Nothing is sent now. %n &amp;item(s) recorded so far stay on this device.</source>
        <translation>
            <numerusform>Nothing is sent now. %n &amp;item recorded so far stays on this device.</numerusform>
            <numerusform>Nothing is sent now. %n &amp;items recorded so far stay on this device.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n &amp;item(s) will be sent:</source>
        <translation>
            <numerusform>%n &amp;item will be sent:</numerusform>
            <numerusform>%n &amp;items will be sent:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device.</source>
        <translation>
            <numerusform>%n item stays on this device.</numerusform>
            <numerusform>%n items stay on this device.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SourceActions</name>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>%n item was new or changed.</numerusform>
            <numerusform>%n items were new or changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SourcesImport</name>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the page Sources says which, and why.</source>
        <translation>
            <numerusform>%n transcript could not be read; the page Sources says which, and why.</numerusform>
            <numerusform>%n transcripts could not be read; the page Sources says which, and why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>%n item was read before that and is kept.</numerusform>
            <numerusform>%n items were read before that and are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SourcesPage</name>
    <message numerus="yes">
        <source>%n more device(s): “mimir sources coverage” lists all of them.</source>
        <translation>
            <numerusform>%n more device: “mimir sources coverage” lists all of them.</numerusform>
            <numerusform>%n more devices: “mimir sources coverage” lists all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::TrafficChart</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed.</source>
        <translation>
            <numerusform>%n attempt failed.</numerusform>
            <numerusform>%n attempts failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::TrashActions</name>
    <message numerus="yes">
        <source>%n item(s) are back in your history, as new ones.</source>
        <translation>
            <numerusform>%n item is back in your history, as a new one.</numerusform>
            <numerusform>%n items are back in your history, as new ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n more item(s).)</source>
        <translation>
            <numerusform>(%n more item.)</numerusform>
            <numerusform>(%n more items.)</numerusform>
        </translation>
    </message>
</context>
</TS>

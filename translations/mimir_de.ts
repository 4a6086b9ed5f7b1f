<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>--limit needs a number</source>
        <translation>--limit braucht eine Zahl</translation>
    </message>
    <message>
        <source>at most N lines, the newest (default 50)</source>
        <translation>höchstens N Zeilen, die neuesten (Vorgabe 50)</translation>
    </message>
    <message>
        <source>Nothing has been sent or fetched yet.</source>
        <translation>Bisher wurde nichts gesendet oder geholt.</translation>
    </message>
    <message numerus="yes">
        <source>; %n held by privacy mode</source>
        <translation>
            <numerusform>; %n im Privatmodus zurückgehalten</numerusform>
            <numerusform>; %n im Privatmodus zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n kept here by your choice</source>
        <translation>
            <numerusform>; %n bleibt nach Ihrer Wahl hier</numerusform>
            <numerusform>; %n bleiben nach Ihrer Wahl hier</numerusform>
        </translation>
    </message>
    <message>
        <source>; withheld: %1</source>
        <translation>; weggelassen: %1</translation>
    </message>
    <message>
        <source>Shows what was sent and fetched: which conversations, when, where to, and what stayed here</source>
        <translation>Zeigt, was gesendet und geholt wurde: von welchen Unterhaltungen, wann, wohin, was hierblieb</translation>
    </message>
    <message>
        <source>%1  %2: %3; %4 bytes, %5: %6</source>
        <translation>%1  %2: %3; %4 Bytes, %5: %6</translation>
    </message>
</context>
<context>
    <name>AgentSettingsText</name>
    <message>
        <source>There are no hooks for %1. There are for: %2.</source>
        <translation>Für %1 gibt es keine Hooks. Es gibt sie für: %2.</translation>
    </message>
    <message>
        <source>%1 has not been used here: the folder that %2 would be in is missing. Nothing was changed.</source>
        <translation>%1 wurde hier noch nicht benutzt: Der Ordner fehlt, in dem %2 wäre. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is a link or not a file. Whoever made it so should decide about it; nothing was changed.</source>
        <translation>%1 ist eine Verknüpfung oder keine Datei. Darüber soll entscheiden, wer das so eingerichtet hat; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1, or the folder it is in, is not yours alone. Nothing was changed.</source>
        <translation>%1 oder der Ordner darum gehört nicht Ihnen allein. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 has just been changed by another program. Nothing was changed; please try again.</source>
        <translation>%1 wurde soeben von einem anderen Programm geändert. Mimir Sync hat nichts geändert; bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Change of %1:</source>
        <translation>Änderung an %1:</translation>
    </message>
    <message>
        <source>%1 is deleted:</source>
        <translation>%1 wird gelöscht:</translation>
    </message>
    <message>
        <source>Type “yes” to change it, or press Enter to leave it: </source>
        <translation>Geben Sie „ja“ ein, um das zu ändern, oder drücken Sie die Eingabetaste, um es zu lassen: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>%1 is not valid %2. Nothing was changed.</source>
        <translation>%1 ist kein gültiges %2. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 has a form that Mimir Sync does not know. Nothing was changed.</source>
        <translation>%1 hat eine Form, die Mimir Sync nicht kennt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>nicht fragen</translation>
    </message>
    <message>
        <source>cannot ask here: use --yes</source>
        <translation>hier lässt sich nicht nachfragen: --yes verwenden</translation>
    </message>
</context>
<context>
    <name>Arguments</name>
    <message>
        <source>%1 needs a value</source>
        <translation>%1 braucht einen Wert</translation>
    </message>
    <message>
        <source>%1 takes no value</source>
        <translation>%1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>unknown option %1.</source>
        <translation>Unbekannte Option %1.</translation>
    </message>
</context>
<context>
    <name>AuthAdopt</name>
    <message>
        <source>Sends what another account left unsent on this device, as the account that is signed in</source>
        <translation>Sendet, was ein anderes Konto hier ungesendet zurückließ, als das angemeldete Konto</translation>
    </message>
    <message>
        <source>[E-MAIL]</source>
        <translation>[E-MAIL]</translation>
    </message>
    <message>
        <source>do not ask; this cannot be undone</source>
        <translation>nicht fragen; es lässt sich nicht zurücknehmen</translation>
    </message>
    <message>
        <source>--yes is missing: sending as another account cannot be undone</source>
        <translation>--yes fehlt: Was als anderes Konto gesendet ist, lässt sich nicht zurücknehmen</translation>
    </message>
    <message>
        <source>Nothing from another account is waiting on this device.</source>
        <translation>Auf diesem Gerät wartet nichts von einem anderen Konto.</translation>
    </message>
</context>
<context>
    <name>AuthLogin</name>
    <message>
        <source>Signs in to a server; asks for whatever is not given</source>
        <translation>Meldet an einem Server an; fragt nach dem, was fehlt</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>the server&apos;s address</source>
        <translation>die Adresse des Servers</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>your e-mail address</source>
        <translation>Ihre E-Mail-Adresse</translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation>das Passwort von der Standardeingabe lesen</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>KÜRZEL</translation>
    </message>
    <message>
        <source>the organisation, if you are in several</source>
        <translation>die Organisation, wenn Sie in mehreren sind</translation>
    </message>
    <message>
        <source>the team for everything that belongs to no other team</source>
        <translation>das Team für alles, was keinem anderen gehört</translation>
    </message>
    <message>
        <source>where to store the sign-in (default: the keyring)</source>
        <translation>wo die Anmeldung aufbewahrt wird (Vorgabe: im Schlüsselbund)</translation>
    </message>
    <message>
        <source>allow an unencrypted address</source>
        <translation>eine unverschlüsselte Adresse erlauben</translation>
    </message>
    <message>
        <source>--token-store must be keyring, memory or file</source>
        <translation>--token-store muss keyring, memory oder file sein</translation>
    </message>
    <message>
        <source>Server: </source>
        <translation>Server: </translation>
    </message>
    <message>
        <source>--server is missing</source>
        <translation>--server fehlt</translation>
    </message>
    <message>
        <source>E-mail: </source>
        <translation>E-Mail: </translation>
    </message>
    <message>
        <source>--email is missing</source>
        <translation>--email fehlt</translation>
    </message>
    <message>
        <source>Password: </source>
        <translation>Passwort: </translation>
    </message>
    <message>
        <source>the password is missing: pass it on standard input with --password-stdin</source>
        <translation>das Passwort fehlt: Übergeben Sie es mit --password-stdin auf der Standardeingabe</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2, team %3.</source>
        <translation>An %1 angemeldet als %2, Team %3.</translation>
    </message>
    <message>
        <source>The sign-in is stored in %1, which only you can read.</source>
        <translation>Die Anmeldung wird in %1 aufbewahrt; nur Sie können das lesen.</translation>
    </message>
    <message>
        <source>The sign-in was not stored: it ends with this program. Without a keyring, “--token-store file” stores it in a file that only you can read.</source>
        <translation>Die Anmeldung wurde nicht aufbewahrt: Sie endet mit diesem Programm. Ohne Schlüsselbund bewahrt „--token-store file“ sie in einer Datei auf, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>Not signed in: choose a team with --team (%1).</source>
        <translation>Nicht angemeldet: Wählen Sie mit --team ein Team (%1).</translation>
    </message>
    <message>
        <source>sign in with a code in a browser, here or elsewhere</source>
        <translation>mit einem Code in einem Browser anmelden, hier oder anderswo</translation>
    </message>
    <message>
        <source>Open this page and enter the code %1:</source>
        <translation>Öffnen Sie diese Seite und geben Sie den Code %1 ein:</translation>
    </message>
    <message>
        <source>It was also opened in your browser. Check that the code there matches the one above.</source>
        <translation>Sie wurde auch in Ihrem Browser geöffnet. Prüfen Sie, ob der Code dort mit dem obigen übereinstimmt.</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>Warten auf den Browser…</translation>
    </message>
    <message>
        <source>This server does not support signing in with a browser. Use --email.</source>
        <translation>Dieser Server kann Sie nicht per Browser anmelden. Verwenden Sie --email.</translation>
    </message>
    <message>
        <source>Not signed in: the request was denied.</source>
        <translation>Nicht angemeldet: Es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Not signed in: no one approved the request in time.</source>
        <translation>Nicht angemeldet: Niemand hat rechtzeitig zugestimmt.</translation>
    </message>
    <message>
        <source>with --browser, the server chooses the organisation</source>
        <translation>mit --browser wählt der Server die Organisation</translation>
    </message>
    <message>
        <source>This is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>Das ist keine Adresse eines Servers; eine sieht so aus: https://mimir.example.org. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Its teams are known from another address. Nothing is sent until this address has shown that it has the same history.</source>
        <translation>Seine Teams sind von einer anderen Adresse bekannt. Es wird nichts gesendet, bevor diese gezeigt hat, dass sie denselben Verlauf hat.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>also trust the certificate authority in this file; saved as the setting server.ca_file</source>
        <translation>auch der Zertifizierungsstelle in dieser Datei vertrauen; bleibt als Einstellung server.ca_file erhalten</translation>
    </message>
    <message>
        <source>If another device of yours is signed in already, your key has to come to this one: “mimir devices list” shows its code here, and “mimir devices confirm CODE” takes it there.</source>
        <translation>Wenn ein anderes Ihrer Geräte schon angemeldet ist, muss Ihr Schlüssel auf dieses kommen: „mimir devices list“ zeigt hier dessen Code, und „mimir devices confirm CODE“ nimmt ihn dort an.</translation>
    </message>
    <message>
        <source>a password must not contain a NUL character</source>
        <translation>ein Passwort darf kein NUL-Zeichen enthalten</translation>
    </message>
</context>
<context>
    <name>AuthLogout</name>
    <message>
        <source>Signed out. Everything recorded stays on this device.</source>
        <translation>Abgemeldet. Alles Aufgezeichnete bleibt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>KÜRZEL</translation>
    </message>
    <message>
        <source>Signs out; asks whether to keep what is on this device</source>
        <translation>Meldet ab; fragt, ob bleibt, was auf diesem Gerät ist</translation>
    </message>
    <message>
        <source>from this organisation only</source>
        <translation>nur von dieser Organisation</translation>
    </message>
    <message>
        <source>from every organisation (the default)</source>
        <translation>von jeder Organisation (die Vorgabe)</translation>
    </message>
    <message>
        <source>everything recorded stays on this device (the default)</source>
        <translation>alles Aufgezeichnete bleibt auf diesem Gerät (die Vorgabe)</translation>
    </message>
    <message>
        <source>remove the history from this device, including what was not sent</source>
        <translation>den Verlauf von diesem Gerät entfernen, auch was nicht gesendet wurde</translation>
    </message>
    <message>
        <source>choose one of --org and --all</source>
        <translation>wählen Sie eines von --org und --all</translation>
    </message>
    <message>
        <source>choose one of --keep-data and --remove-data</source>
        <translation>wählen Sie eines von --keep-data und --remove-data</translation>
    </message>
    <message>
        <source>the history of a single organisation cannot be removed</source>
        <translation>der Verlauf nur einer Organisation kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>Signed out. The history was removed from this device.</source>
        <translation>Abgemeldet. Der Verlauf wurde von diesem Gerät entfernt.</translation>
    </message>
    <message>
        <source>Remove the history from this device as well? Type “remove”, or press Enter to keep it: </source>
        <translation>Den Verlauf auch von diesem Gerät entfernen? Geben Sie „entfernen“ ein, oder drücken Sie die Eingabetaste, um ihn zu behalten: </translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
</context>
<context>
    <name>AuthPassword</name>
    <message>
        <source>Changes your password on the server; your other devices have to sign in again</source>
        <translation>Ändert Ihr Passwort beim Server; Ihre anderen Geräte müssen sich neu anmelden</translation>
    </message>
    <message>
        <source>read two lines from standard input: the current password, then the new one</source>
        <translation>zwei Zeilen von der Standardeingabe lesen: das jetzige Passwort, das neue</translation>
    </message>
    <message>
        <source>two lines are needed: the current password, then the new one</source>
        <translation>Es braucht zwei Zeilen: das jetzige Passwort, das neue</translation>
    </message>
    <message>
        <source>cannot ask for passwords here: use --password-stdin</source>
        <translation>hier lassen sich keine Passwörter abfragen: --password-stdin verwenden</translation>
    </message>
    <message>
        <source>Current password: </source>
        <translation>Jetziges Passwort: </translation>
    </message>
    <message>
        <source>New password: </source>
        <translation>Neues Passwort: </translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>Noch einmal: </translation>
    </message>
    <message>
        <source>the password is missing</source>
        <translation>Das Passwort fehlt</translation>
    </message>
</context>
<context>
    <name>AuthServer</name>
    <message>
        <source>Shows the server&apos;s address, or sets the one it has moved to</source>
        <translation>Zeigt die Adresse des Servers oder nennt die, an die er umgezogen ist</translation>
    </message>
    <message>
        <source>[URL]</source>
        <translation>[URL]</translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation>das Passwort von der Standardeingabe lesen</translation>
    </message>
    <message>
        <source>answer: send what is on this device to the server where the teams are now</source>
        <translation>Antwort: was hier ist, dorthin senden, wo die Teams jetzt sind</translation>
    </message>
    <message>
        <source>answer: leave everything where it is</source>
        <translation>Antwort: was hier ist, lassen, wo es ist</translation>
    </message>
    <message>
        <source>allow an unencrypted address</source>
        <translation>eine Adresse ohne Verschlüsselung zulassen</translation>
    </message>
    <message>
        <source>choose one of --send, --keep and an address</source>
        <translation>wählen Sie eines von --send, --keep und einer Adresse</translation>
    </message>
    <message>
        <source>Not signed in: there is no server. Use “mimir auth login”.</source>
        <translation>Nicht angemeldet: Es gibt keinen Server. Nutzen Sie „mimir auth login“.</translation>
    </message>
    <message>
        <source>There is no question to answer: all teams are where they were.</source>
        <translation>Es ist nichts gefragt: Alle Teams sind, wo sie waren.</translation>
    </message>
    <message>
        <source>What is on this device will be sent to %1.</source>
        <translation>Was auf diesem Gerät ist, wird an %1 gesendet.</translation>
    </message>
    <message>
        <source>Nothing will be sent to %1. You can still change this with “mimir auth server --send”.</source>
        <translation>Es wird nichts an %1 gesendet. Mit „mimir auth server --send“ können Sie das noch ändern.</translation>
    </message>
    <message>
        <source>%1 is already the address.</source>
        <translation>%1 ist die Adresse schon.</translation>
    </message>
    <message>
        <source>Current address: %1</source>
        <translation>Bisherige Adresse: %1</translation>
    </message>
    <message>
        <source>New address:     %1</source>
        <translation>Neue Adresse:      %1</translation>
    </message>
    <message>
        <source>The address was not changed.</source>
        <translation>Die Adresse wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Password for %1 there: </source>
        <translation>Passwort von %1 dort: </translation>
    </message>
    <message>
        <source>the password is missing: pass it on standard input with --password-stdin</source>
        <translation>das Passwort fehlt: Übergeben Sie es mit --password-stdin auf der Standardeingabe</translation>
    </message>
    <message>
        <source>Is this the same server at a new address? Type “yes” to change it: </source>
        <translation>Ist das derselbe Server an einer neuen Adresse? Geben Sie „ja“ ein, um sie zu ändern: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>This is another server: it has none of your teams. The address was not changed and nothing was sent.</source>
        <translation>Das ist ein anderer Server: Er hat keines Ihrer Teams. Die Adresse wurde nicht geändert und nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The address is now %1.</source>
        <translation>Die Adresse ist von nun an %1.</translation>
    </message>
    <message>
        <source>In use:         %1</source>
        <translation>In Gebrauch:      %1</translation>
    </message>
    <message>
        <source>Not in use yet: %1</source>
        <translation>Noch nicht in Gebrauch: %1</translation>
    </message>
    <message>
        <source>“%1” is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>„%1“ ist keine Adresse eines Servers; eine sieht so aus: https://mimir.example.org. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>What is on this device so far is not sent to %1; new conversations are. You can still change this with “mimir auth server --send”.</source>
        <translation>Was bisher auf diesem Gerät ist, wird nicht an %1 gesendet; neue Unterhaltungen schon. Sie können das noch mit „mimir auth server --send“ ändern.</translation>
    </message>
    <message>
        <source>This server does not have you in the organisation %1, so it cannot be the same one. The address was not changed and nothing was sent.</source>
        <translation>Auf diesem Server sind Sie nicht in der Organisation %1, also kann es nicht derselbe sein. Die Adresse wurde nicht geändert und nichts wurde gesendet.</translation>
    </message>
</context>
<context>
    <name>AuthStatus</name>
    <message>
        <source>Shows who is signed in, and where</source>
        <translation>Sagt, wer wo angemeldet ist</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2, team %3.</source>
        <translation>An %1 angemeldet als %2, Team %3.</translation>
    </message>
    <message>
        <source>The sign-in has expired: sign in again with “mimir auth login”.</source>
        <translation>Die Anmeldung ist abgelaufen: Melden Sie sich mit „mimir auth login“ neu an.</translation>
    </message>
    <message>
        <source>Not signed in. History is kept on this device only.</source>
        <translation>Nicht angemeldet. Der Verlauf bleibt nur auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Not in use yet: %1. “mimir auth server” shows why.</source>
        <translation>Noch nicht in Gebrauch: %1. „mimir auth server“ zeigt, warum.</translation>
    </message>
    <message>
        <source>The sign-in to %1 as %2, team %3, is no longer valid.</source>
        <translation>Die Anmeldung bei %1 als %2, Team %3, ist nicht mehr gültig.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Keeps the history of AI coding agents safe and in step.</source>
        <translation>Hält den Verlauf von KI-Programmierassistenten sicher und überall gleich.</translation>
    </message>
    <message>
        <source>Directory that holds everything of one profile.</source>
        <translation>Verzeichnis, das alles eines Profils enthält.</translation>
    </message>
    <message>
        <source>Start without a window.</source>
        <translation>Ohne Fenster starten.</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Unerwartetes Argument: %1</translation>
    </message>
    <message>
        <source>Mimir Sync is running for this profile but is not responding.</source>
        <translation>Mimir Sync läuft für dieses Profil, antwortet aber nicht.</translation>
    </message>
    <message>
        <source>Mimir Sync is open elsewhere</source>
        <translation>Mimir Sync ist woanders geöffnet</translation>
    </message>
    <message>
        <source>--profile needs a directory</source>
        <translation>--profile braucht ein Verzeichnis</translation>
    </message>
</context>
<context>
    <name>ConflictReason</name>
    <message>
        <source>It is no longer shared with you.</source>
        <translation>Sie wird nicht mehr mit Ihnen geteilt.</translation>
    </message>
    <message>
        <source>Its conversation was deleted on the other device.</source>
        <translation>Ihre Unterhaltung wurde auf dem anderen Gerät gelöscht.</translation>
    </message>
    <message>
        <source>It was deleted on the other device.</source>
        <translation>Es wurde auf dem anderen Gerät gelöscht.</translation>
    </message>
    <message>
        <source>The server refused the older version, and you discarded it.</source>
        <translation>Der Server hat die ältere Fassung abgelehnt, und Sie haben sie verworfen.</translation>
    </message>
    <message>
        <source>It can be written only once, and the other device was first.</source>
        <translation>Es kann nur einmal geschrieben werden, und das andere Gerät war zuerst da.</translation>
    </message>
    <message>
        <source>Both devices changed it at the same time; the later change won.</source>
        <translation>Beide Geräte haben es zur gleichen Zeit geändert; die spätere Änderung hat gewonnen.</translation>
    </message>
    <message>
        <source>The older version was brought back as a new item.</source>
        <translation>Die ältere Fassung wurde als neuer Eintrag zurückgeholt.</translation>
    </message>
    <message>
        <source>The newer version is in use.</source>
        <translation>Die neuere Fassung gilt.</translation>
    </message>
    <message>
        <source>The older version is in use again.</source>
        <translation>Die ältere Fassung gilt wieder.</translation>
    </message>
    <message>
        <source>Neither is in use: it has been changed again since.</source>
        <translation>Keine von beiden gilt: Seither wurde noch einmal geändert.</translation>
    </message>
    <message>
        <source>Neither is in use: the item no longer exists.</source>
        <translation>Keine von beiden gilt: Den Eintrag gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The server contradicts this item, and no change explains it. What is on this device stays as it is. Ask the server&apos;s administrator what happened to it.</source>
        <translation>Der Server widerspricht diesem Eintrag, und keine Änderung erklärt das. Was auf diesem Gerät ist, bleibt, wie es ist. Fragen Sie den Administrator des Servers, was damit geschehen ist.</translation>
    </message>
    <message>
        <source>It can be written only once: what reached the server first stays.</source>
        <translation>Es kann nur einmal geschrieben werden: Was den Server zuerst erreicht hat, bleibt.</translation>
    </message>
    <message>
        <source>What reached the server later was brought back as a new item.</source>
        <translation>Was den Server später erreicht hat, wurde als neuer Eintrag zurückgeholt.</translation>
    </message>
    <message>
        <source>What reached the server first is in use.</source>
        <translation>Was den Server zuerst erreicht hat, gilt.</translation>
    </message>
    <message>
        <source>What reached the server later is in use.</source>
        <translation>Was den Server später erreicht hat, gilt.</translation>
    </message>
</context>
<context>
    <name>ConflictView</name>
    <message>
        <source>the whole item</source>
        <translation>der ganze Eintrag</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>einem anderen Gerät</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(gelöscht)</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>diesem Gerät</translation>
    </message>
    <message>
        <source>The older version, from %1, written %2:</source>
        <translation>Die ältere Fassung, von %1, geschrieben %2:</translation>
    </message>
    <message>
        <source>The older version, from %1:</source>
        <translation>Die ältere Fassung, von %1:</translation>
    </message>
    <message>
        <source>“mimir conflicts resolve %1 %2” brings the newer one back.</source>
        <translation>„mimir conflicts resolve %1 %2“ holt die neuere zurück.</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings the older one back.</source>
        <translation>„mimir conflicts restore %1“ holt die ältere zurück.</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings the older one back, “mimir conflicts dismiss %1” keeps it as it is.</source>
        <translation>„mimir conflicts restore %1“ holt die ältere zurück, „mimir conflicts dismiss %1“ lässt es, wie es ist.</translation>
    </message>
    <message>
        <source>“%1”: %2, found at %3. %4</source>
        <translation>„%1“: %2, gefunden: %3. %4</translation>
    </message>
    <message>
        <source>The newer version, from %1:</source>
        <translation>Die neuere Fassung, von %1:</translation>
    </message>
    <message>
        <source>What %1 says:</source>
        <translation>Was %1 sagt:</translation>
    </message>
    <message>
        <source>What is on this device:</source>
        <translation>Was auf diesem Gerät steht:</translation>
    </message>
    <message>
        <source>“mimir conflicts dismiss %1” takes it off the list.</source>
        <translation>„mimir conflicts dismiss %1“ nimmt ihn von der Liste.</translation>
    </message>
    <message>
        <source>The newer version, from %1, written %2:</source>
        <translation>Die neuere Fassung, von %1, geschrieben %2:</translation>
    </message>
    <message>
        <source>“mimir conflicts dismiss %1” keeps it as it is.</source>
        <translation>„mimir conflicts dismiss %1“ lässt es, wie es ist.</translation>
    </message>
    <message>
        <source>What reached the server later, from %1, written %2:</source>
        <translation>Was den Server später erreicht hat, von %1, geschrieben %2:</translation>
    </message>
    <message>
        <source>What reached the server later, from %1:</source>
        <translation>Was den Server später erreicht hat, von %1:</translation>
    </message>
    <message>
        <source>What reached the server first, from %1, written %2:</source>
        <translation>Was den Server zuerst erreicht hat, von %1, geschrieben %2:</translation>
    </message>
    <message>
        <source>What reached the server first, from %1:</source>
        <translation>Was den Server zuerst erreicht hat, von %1:</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings back the one that came later, as a new item, “mimir conflicts dismiss %1” takes it off the list.</source>
        <translation>„mimir conflicts restore %1“ holt das später Angekommene als neuen Eintrag zurück, „mimir conflicts dismiss %1“ nimmt es von der Liste.</translation>
    </message>
</context>
<context>
    <name>ConflictsDismiss</name>
    <message>
        <source>Keeps the newer version and takes the conflict off the list</source>
        <translation>Behält die neuere Fassung und nimmt den Konflikt von der Liste</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
</context>
<context>
    <name>ConflictsList</name>
    <message>
        <source>Lists what was replaced by a newer change on another device</source>
        <translation>Listet, was durch eine neuere Änderung auf einem anderen Gerät ersetzt wurde</translation>
    </message>
    <message>
        <source>include those restored or dismissed</source>
        <translation>auch die wiederhergestellten und erledigten</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>No conflicts.</source>
        <translation>Keine Konflikte.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>ConflictsResolve</name>
    <message>
        <source>There is no conflict %1. “mimir conflicts list” shows them.</source>
        <translation>Es gibt keinen Konflikt %1. „mimir conflicts list“ zeigt alle.</translation>
    </message>
    <message>
        <source>Chooses the version to use from now on</source>
        <translation>Entscheidet, welche Fassung von jetzt an gilt</translation>
    </message>
    <message>
        <source>ID… | --all</source>
        <translation>ID… | --all</translation>
    </message>
    <message>
        <source>use this device&apos;s version</source>
        <translation>die dieses Geräts</translation>
    </message>
    <message>
        <source>use the other device&apos;s version</source>
        <translation>die Fassung des anderen Geräts verwenden</translation>
    </message>
    <message>
        <source>every open conflict</source>
        <translation>jeden offenen Konflikt</translation>
    </message>
    <message>
        <source>choose one of --mine and --theirs</source>
        <translation>wählen Sie eines von --mine und --theirs</translation>
    </message>
    <message>
        <source>name conflicts, or use --all</source>
        <translation>nennen Sie Konflikte, oder --all</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) resolved.</source>
        <translation>
            <numerusform>%n Konflikt entschieden.</numerusform>
            <numerusform>%n Konflikte entschieden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsRestore</name>
    <message>
        <source>Brings back the older version as a new edit, which is sent to your other devices</source>
        <translation>Holt die ältere Fassung zurück: als neue Änderung, die an Ihre anderen Geräte geht</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Restored: the version of this device is in %1.</source>
        <translation>Wiederhergestellt: Die Fassung dieses Geräts steht in %1.</translation>
    </message>
    <message>
        <source>There is no conflict %1. “mimir conflicts list” shows them.</source>
        <translation>Es gibt keinen Konflikt %1. „mimir conflicts list“ zeigt alle.</translation>
    </message>
</context>
<context>
    <name>ConflictsShow</name>
    <message>
        <source>Shows both versions of a conflict and marks it seen</source>
        <translation>Zeigt beide Fassungen eines Konflikts und merkt ihn als gesehen</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message>
        <source>There is no conflict with this id. “mimir conflicts list” shows them.</source>
        <translation>Es gibt keinen Konflikt mit dieser ID. „mimir conflicts list“ zeigt alle.</translation>
    </message>
</context>
<context>
    <name>Context</name>
    <message>
        <source>The settings file was damaged. It was put aside as %1, and the defaults are used.</source>
        <translation>Die Einstellungsdatei war beschädigt. Sie wurde als %1 beiseitegelegt; es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>This is saved, but the program that syncs this profile did not answer (process %1): it follows when it goes on. Wait for that program, or end it.</source>
        <translation>Das ist gespeichert, aber das Programm, das dieses Profil synchronisiert, hat nicht geantwortet (Prozess %1): Es folgt dem, sobald es weiterläuft. Lassen Sie es weiterlaufen, oder beenden Sie es.</translation>
    </message>
    <message>
        <source>This is saved, but the program that syncs this profile did not answer: it follows when it goes on. Wait for that program, or end it.</source>
        <translation>Das ist gespeichert, aber das Programm, das dieses Profil synchronisiert, hat nicht geantwortet: Es folgt dem, sobald es weiterläuft. Lassen Sie es weiterlaufen, oder beenden Sie es.</translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>denials only</source>
        <translation>nur Ablehnungen</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht festgehalten</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>none was asked for</source>
        <translation>nach keiner wurde gefragt</translation>
    </message>
    <message>
        <source>no denial; %1 does not record what was allowed</source>
        <translation>keine Ablehnung; %1 hält nicht fest, was erlaubt wurde</translation>
    </message>
    <message>
        <source>not recorded by %1</source>
        <translation>von %1 nicht festgehalten</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>dieses Gerät</translation>
    </message>
    <message>
        <source>a device without a name</source>
        <translation>ein Gerät ohne Namen</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) unread</source>
        <translation>
            <numerusform>%n Mitschrift ungelesen</numerusform>
            <numerusform>%n Mitschriften ungelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) unreadable</source>
        <translation>
            <numerusform>%n Zeile unlesbar</numerusform>
            <numerusform>%n Zeilen unlesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown kind(s) of records</source>
        <translation>
            <numerusform>%n unbekannte Art von Einträgen</numerusform>
            <numerusform>%n unbekannte Arten von Einträgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s)</source>
        <translation>
            <numerusform>%n Unterbrechung</numerusform>
            <numerusform>%n Unterbrechungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: followed from %2 until %3, then ended; decisions: %4</source>
        <translation>%1: verfolgt von %2 bis %3, dann beendet; Entscheidungen: %4</translation>
    </message>
    <message>
        <source>%1: followed from %2 until %3; decisions: %4</source>
        <translation>%1: verfolgt von %2 bis %3; Entscheidungen: %4</translation>
    </message>
</context>
<context>
    <name>DeviceKeys</name>
    <message>
        <source>Gives your key to the new device that shows this code</source>
        <translation>Gibt Ihren Schlüssel dem neuen Gerät, das diesen Code zeigt</translation>
    </message>
    <message>
        <source>[CODE]</source>
        <translation>[CODE]</translation>
    </message>
    <message>
        <source>The code that the new device shows: </source>
        <translation>Der Code, den das neue Gerät zeigt: </translation>
    </message>
    <message>
        <source>This is not a code: it has 25 digits, and the last one finds typing errors.</source>
        <translation>Das ist kein Code: Er hat 25 Ziffern, und die letzte findet Tippfehler.</translation>
    </message>
    <message>
        <source>%1 gets your key the next time it asks the server.</source>
        <translation>%1 bekommt Ihren Schlüssel, sobald es den Server das nächste Mal fragt.</translation>
    </message>
    <message>
        <source>The device</source>
        <translation>Das Gerät</translation>
    </message>
    <message>
        <source>Shows your key as a code to write down on paper, in case no device has it any more</source>
        <translation>Zeigt Ihren Schlüssel als Code zum Aufschreiben, für den Tag, an dem ihn kein Gerät mehr hat</translation>
    </message>
    <message>
        <source>The code is shown on a terminal only.</source>
        <translation>Der Code wird nur in einem Terminal gezeigt.</translation>
    </message>
    <message>
        <source>This device does not have your key, so there is nothing to write down.</source>
        <translation>Dieses Gerät hat Ihren Schlüssel nicht, es gibt also nichts aufzuschreiben.</translation>
    </message>
    <message>
        <source>This is your key. Write it down and keep it with your papers, not on a computer: anyone who has it can check guesses at secrets that were withheld. “mimir devices recover” gives it to a device.</source>
        <translation>Das ist Ihr Schlüssel. Schreiben Sie ihn auf und verwahren Sie ihn bei Ihren Papieren, nicht auf einem Computer: Wer ihn hat, kann prüfen, ob er weggelassene Geheimnisse richtig rät. Mit „mimir devices recover“ übernimmt ihn ein Gerät.</translation>
    </message>
    <message>
        <source>Restores your key from the code on paper, which is typed or comes on standard input</source>
        <translation>Übernimmt Ihren Schlüssel vom Code auf Papier, eingetippt oder von der Standardeingabe</translation>
    </message>
    <message>
        <source>The code on paper: </source>
        <translation>Der Code auf dem Papier: </translation>
    </message>
    <message>
        <source>This is not the code: it has 56 letters and digits, and the last four find typing errors.</source>
        <translation>Das ist nicht der Code: Er hat 56 Buchstaben und Ziffern, und die letzten vier finden Tippfehler.</translation>
    </message>
    <message>
        <source>The server is too old for keys.</source>
        <translation>Der Server ist zu alt für Schlüssel.</translation>
    </message>
    <message>
        <source>Begins a new key if no device and no paper has yours any more</source>
        <translation>Beginnt einen neuen Schlüssel, wenn kein Gerät und kein Papier Ihren mehr hat</translation>
    </message>
    <message>
        <source>without a question</source>
        <translation>ohne Rückfrage</translation>
    </message>
    <message>
        <source>No new key was begun.</source>
        <translation>Es wurde kein neuer Schlüssel begonnen.</translation>
    </message>
    <message>
        <source>Each of your other devices must then be confirmed again, and secrets that were withheld before are not recognisable as the same as later ones. Begin a new key? [y/N] </source>
        <translation>Jedes Ihrer anderen Geräte muss dann neu bestätigt werden, und früher weggelassene Geheimnisse sind nicht als dieselben wie spätere erkennbar. Einen neuen Schlüssel beginnen? [j/N] </translation>
    </message>
    <message>
        <source>y</source>
        <translation>j</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Lists the devices that are signed in to your account</source>
        <translation>Listet die Geräte auf, die an Ihrem Konto angemeldet sind</translation>
    </message>
    <message>
        <source>Signs out a device, for example a lost one; what it has not sent stays on it</source>
        <translation>Meldet ein Gerät ab, etwa ein verlorenes; was es nicht gesendet hat, bleibt darauf</translation>
    </message>
    <message>
        <source>Signed out: %1</source>
        <translation>Abgemeldet: %1</translation>
    </message>
    <message>
        <source>There is no device %1. “mimir devices list” shows them.</source>
        <translation>Es gibt kein Gerät %1. „mimir devices list“ zeigt alle.</translation>
    </message>
    <message>
        <source>Renames this device, in the list of devices and in conflicts; without a name, restores the usual one</source>
        <translation>Benennt dieses Gerät um, in der Geräteliste und bei Konflikten; ohne Namen gilt wieder der übliche</translation>
    </message>
    <message>
        <source>[NAME]</source>
        <translation>[NAME]</translation>
    </message>
    <message>
        <source>This device is called %1.</source>
        <translation>Dieses Gerät heißt %1.</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Version: %1</source>
        <translation>Version: %1</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>Profil: %1</translation>
    </message>
    <message>
        <source>Synced by: %1</source>
        <translation>Synchronisiert wird von: %1</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Device: %1</source>
        <translation>Gerät: %1</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
    <message>
        <source>Store: schema %1, %2 KiB, log %3 KiB</source>
        <translation>Speicher: Schema %1, %2 KiB, Protokoll %3 KiB</translation>
    </message>
    <message>
        <source>a running program that responds</source>
        <translation>einem laufenden Programm, das antwortet</translation>
    </message>
    <message>
        <source>no one at the moment</source>
        <translation>im Augenblick niemandem</translation>
    </message>
    <message>
        <source>a running program that does not respond</source>
        <translation>einem laufenden Programm, das nicht antwortet</translation>
    </message>
    <message numerus="yes">
        <source>Refused: %1 %2 after %n tries: %3</source>
        <translation>
            <numerusform>Abgelehnt: %1 %2 nach %n Versuch: %3</numerusform>
            <numerusform>Abgelehnt: %1 %2 nach %n Versuchen: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Put aside: %1 %2 (%3, %4)</source>
        <translation>Beiseitegelegt: %1 %2 (%3, %4)</translation>
    </message>
    <message>
        <source>as one JSON object, without anything private</source>
        <translation>als ein JSON-Objekt, ohne etwas Privates</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Save this as %1? [y/N] </source>
        <translation>Dies als %1 speichern? [j/N] </translation>
    </message>
    <message>
        <source>y</source>
        <translation>j</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Es wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>Store: its structure cannot be read: %1</source>
        <translation>Speicher: Sein Aufbau kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Store: the trigger %1 belongs to another program and may change what is recorded</source>
        <translation>Speicher: Der Trigger %1 gehört einem anderen Programm und verändert vielleicht, was aufgezeichnet wird</translation>
    </message>
    <message>
        <source>Store: %1 is not as this version created it</source>
        <translation>Speicher: %1 ist nicht so, wie diese Version es angelegt hat</translation>
    </message>
    <message>
        <source>Store: the table %1 is missing</source>
        <translation>Speicher: Die Tabelle %1 fehlt</translation>
    </message>
    <message>
        <source>Store: the column %1 is missing</source>
        <translation>Speicher: Die Spalte %1 fehlt</translation>
    </message>
    <message>
        <source>Store: the index %1 is missing, so everything takes longer</source>
        <translation>Speicher: Der Index %1 fehlt, deshalb dauert alles länger</translation>
    </message>
    <message>
        <source>Store: the trigger %1 is missing, so changes by other programs may not be sent</source>
        <translation>Speicher: Der Trigger %1 fehlt; was andere Programme schreiben, wird deshalb vielleicht nicht gesendet</translation>
    </message>
    <message>
        <source>Store: the view %1 is missing</source>
        <translation>Speicher: Die Sicht %1 fehlt</translation>
    </message>
    <message>
        <source>Another program has changed the structure of the history file, or the file is damaged. Mimir Sync has deleted nothing, but new changes may not be sent. Keep a copy of the file and ask for help, with the report that `mimir doctor --bundle FILE` saves.</source>
        <translation>Ein anderes Programm hat den Aufbau der Verlaufsdatei verändert, oder die Datei ist beschädigt. Mimir Sync hat nichts gelöscht, aber neue Änderungen werden vielleicht nicht gesendet. Behalten Sie eine Kopie der Datei, und bitten Sie mit dem, was `mimir doctor --bundle FILE` speichert, um Hilfe.</translation>
    </message>
    <message>
        <source>no one: %1</source>
        <translation>niemand: %1</translation>
    </message>
    <message>
        <source>Server not in use yet: %1</source>
        <translation>Server, noch nicht in Gebrauch: %1</translation>
    </message>
    <message>
        <source>Not sent: %1 %2: %3</source>
        <translation>Nicht gesendet: %1 %2: %3</translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation>Dateien: %1</translation>
    </message>
    <message>
        <source>show a report for the person who helps you, then save it: no tokens, no texts, no titles</source>
        <translation>einen Bericht für jemanden zeigen, der Ihnen hilft, und ihn dann speichern: keine Token, keine Texte, keine Titel</translation>
    </message>
    <message>
        <source>Checks this profile: store, owner, server, agents, what was put aside</source>
        <translation>Prüft dieses Profil: Speicher, Besitzer, Server, Agenten, Beiseitegelegtes</translation>
    </message>
    <message>
        <source>Agent: %1, %2: %3; %4</source>
        <translation>Agent: %1, %2: %3; %4</translation>
    </message>
</context>
<context>
    <name>ErrorDetail</name>
    <message>
        <source>%1 was deleted</source>
        <translation>%1 wurde gelöscht</translation>
    </message>
    <message>
        <source>%1 is not here</source>
        <translation>%1 ist nicht hier</translation>
    </message>
    <message>
        <source>%1 belongs to someone else in the team</source>
        <translation>%1 gehört jemand anderem im Team</translation>
    </message>
    <message>
        <source>%1: audit entries are never changed</source>
        <translation>%1: Prüfeinträge werden nie geändert</translation>
    </message>
    <message>
        <source>no such item</source>
        <translation>kein solcher Eintrag</translation>
    </message>
    <message>
        <source>its team is no longer known on this device</source>
        <translation>sein Team ist auf diesem Gerät nicht mehr bekannt</translation>
    </message>
    <message>
        <source>no conflict with this id</source>
        <translation>kein Konflikt mit dieser Kennung</translation>
    </message>
    <message>
        <source>no conversation with this id</source>
        <translation>keine Unterhaltung mit dieser Kennung</translation>
    </message>
    <message>
        <source>there is no such rule</source>
        <translation>eine solche Regel gibt es nicht</translation>
    </message>
    <message>
        <source>a rule must say what it applies to: an id, an absolute path, a git remote or an agent</source>
        <translation>eine Regel muss sagen, wofür sie gilt: eine Kennung, ein absoluter Pfad, ein Git-Remote oder ein Agent</translation>
    </message>
    <message>
        <source>the conversation was removed from the server and stays on this device</source>
        <translation>die Unterhaltung wurde vom Server entfernt und bleibt auf diesem Gerät</translation>
    </message>
    <message>
        <source>the conversation is not kept on this device</source>
        <translation>die Unterhaltung wird nicht auf diesem Gerät behalten</translation>
    </message>
    <message>
        <source>the organisation does not allow privacy mode</source>
        <translation>die Organisation erlaubt den Privatmodus nicht</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>es gibt keine Datei %1</translation>
    </message>
    <message>
        <source>%1 is larger than 2 GiB</source>
        <translation>%1 ist größer als 2 GiB</translation>
    </message>
    <message>
        <source>%1 is larger than 8 MiB</source>
        <translation>%1 ist größer als 8 MiB</translation>
    </message>
    <message>
        <source>%1 is open in another program</source>
        <translation>%1 ist in einem anderen Programm offen</translation>
    </message>
    <message>
        <source>%1 does not fit into memory</source>
        <translation>%1 passt nicht in den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>%1 is not a directory</source>
        <translation>%1 ist kein Verzeichnis</translation>
    </message>
    <message>
        <source>cannot create the directory %1</source>
        <translation>das Verzeichnis %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ist leer</translation>
    </message>
    <message>
        <source>%1 is not a complete SQLite database</source>
        <translation>%1 ist keine vollständige SQLite-Datenbank</translation>
    </message>
    <message>
        <source>%1 is shorter or longer than its header says</source>
        <translation>%1 ist kürzer oder länger, als der Kopf der Datei sagt</translation>
    </message>
    <message>
        <source>%1 changed while it was being read</source>
        <translation>%1 hat sich während des Lesens geändert</translation>
    </message>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 ist beschädigt</translation>
    </message>
    <message>
        <source>%1: “%2” is missing</source>
        <translation>%1: „%2“ fehlt</translation>
    </message>
    <message>
        <source>%1: “%2” must be a string</source>
        <translation>%1: „%2“ muss eine Zeichenkette sein</translation>
    </message>
    <message>
        <source>%1: “%2” must be an integer</source>
        <translation>%1: „%2“ muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>%1: “%2” must be a number</source>
        <translation>%1: „%2“ muss eine Zahl sein</translation>
    </message>
    <message>
        <source>%1: “%2” must be 1 to 64 characters from A-Z a-z 0-9 _ . : -</source>
        <translation>%1: „%2“ muss aus 1 bis 64 Zeichen von A-Z a-z 0-9 _ . : - bestehen</translation>
    </message>
    <message>
        <source>%1: “%2” is not an id</source>
        <translation>%1: „%2“ ist keine Kennung</translation>
    </message>
    <message>
        <source>%1: “%2” is nested too deeply</source>
        <translation>%1: „%2“ ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>“type” is missing</source>
        <translation>„type“ fehlt</translation>
    </message>
    <message>
        <source>“deleted” must be true or false</source>
        <translation>„deleted“ muss true oder false sein</translation>
    </message>
    <message>
        <source>unknown type “%1”: must be conversation, message, tool_call or audit_log</source>
        <translation>unbekannter „type“ „%1“: muss conversation, message, tool_call oder audit_log sein</translation>
    </message>
    <message>
        <source>the line is too long: an item can have at most 8 MiB; nothing of it was stored</source>
        <translation>die Zeile ist zu lang: ein Eintrag darf 8 MiB haben; nichts davon wurde gespeichert</translation>
    </message>
    <message>
        <source>the keyring is locked or does not answer</source>
        <translation>der Schlüsselbund ist gesperrt oder antwortet nicht</translation>
    </message>
    <message>
        <source>the keyring does not answer</source>
        <translation>der Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>the keyring did not accept the token</source>
        <translation>der Schlüsselbund hat die Anmeldung nicht angenommen</translation>
    </message>
    <message>
        <source>the keyring did not remove the token</source>
        <translation>der Schlüsselbund hat die Anmeldung nicht entfernt</translation>
    </message>
    <message>
        <source>the token file is damaged</source>
        <translation>die Datei mit der Anmeldung ist beschädigt</translation>
    </message>
    <message>
        <source>the token file belongs to someone else</source>
        <translation>die Datei mit der Anmeldung gehört jemand anderem</translation>
    </message>
    <message>
        <source>other users can read the token file</source>
        <translation>andere Benutzer können die Datei mit der Anmeldung lesen</translation>
    </message>
    <message>
        <source>the token file cannot be read</source>
        <translation>die Datei mit der Anmeldung ist nicht lesbar</translation>
    </message>
    <message>
        <source>the token file cannot be written</source>
        <translation>die Datei mit der Anmeldung ist nicht schreibbar</translation>
    </message>
    <message>
        <source>%1 was written by a newer version (schema %2, this program knows %3)</source>
        <translation>%1 wurde von einer neueren Fassung des Programms geschrieben (Schema %2, dieses kennt %3)</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The code of the language that this is translated to, as “de”: not shown.</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>try again in %1 s</source>
        <translation>in %1 s erneut versuchen</translation>
    </message>
    <message>
        <source>process %1 is writing to the database</source>
        <translation>Prozess %1 schreibt gerade in die Datenbank</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>%1 has more than 5,000,000 rows</source>
        <translation>%1 hat mehr als 5.000.000 Zeilen</translation>
    </message>
    <message>
        <source>%1 takes too long to read</source>
        <translation>%1 zu lesen dauert zu lange</translation>
    </message>
    <message>
        <source>%1 belongs to someone else</source>
        <translation>%1 gehört jemand anderem</translation>
    </message>
    <message>
        <source>other users can write to %1</source>
        <translation>andere Benutzer dürfen in %1 schreiben</translation>
    </message>
    <message>
        <source>%1 has more than 4,080 fields</source>
        <translation>%1 hat mehr als 4.080 Felder</translation>
    </message>
    <message>
        <source>an object has more than 4,096 members</source>
        <translation>ein Objekt hat mehr als 4.096 Mitglieder</translation>
    </message>
    <message>
        <source>it is nested more than 32 levels deep</source>
        <translation>es ist mehr als 32 Ebenen tief verschachtelt</translation>
    </message>
    <message>
        <source>HOME is not set</source>
        <translation>HOME ist nicht gesetzt</translation>
    </message>
    <message>
        <source>HOME is not an absolute path</source>
        <translation>HOME ist kein absoluter Pfad</translation>
    </message>
    <message>
        <source>XDG_DATA_HOME is not an absolute path</source>
        <translation>XDG_DATA_HOME ist kein absoluter Pfad</translation>
    </message>
    <message>
        <source>the path is not UTF-8: %1</source>
        <translation>der Pfad ist kein UTF-8: %1</translation>
    </message>
    <message>
        <source>%1: “%2” is in seconds: times must be milliseconds since 1970</source>
        <translation>%1: „%2“ ist in Sekunden: Zeiten sind Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is in microseconds: times must be milliseconds since 1970</source>
        <translation>%1: „%2“ ist in Mikrosekunden: Zeiten sind Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is in nanoseconds: times must be milliseconds since 1970</source>
        <translation>%1: „%2“ ist in Nanosekunden: Zeiten sind Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is not a time between 2001 and 2100 in milliseconds since 1970</source>
        <translation>%1: „%2“ ist kein Zeitpunkt zwischen 2001 und 2100, in Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>%1 is empty, but a history was stored there</source>
        <translation>%1 ist leer, aber dort lag ein Verlauf</translation>
    </message>
    <message>
        <source>%1 is an empty database, but a history was stored there</source>
        <translation>%1 ist eine leere Datenbank, aber dort lag ein Verlauf</translation>
    </message>
    <message>
        <source>%1 is the database of another program</source>
        <translation>%1 ist die Datenbank eines anderen Programms</translation>
    </message>
    <message>
        <source>%1 cannot be read and written: chmod %2</source>
        <translation>%1 ist nicht les- und schreibbar: chmod %2</translation>
    </message>
    <message>
        <source>%1 is on a read-only file system</source>
        <translation>%1 liegt auf einem Dateisystem, das nur gelesen werden kann</translation>
    </message>
    <message>
        <source>%1 cannot be opened</source>
        <translation>%1 kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>sie ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>sie ist kein gültiges JSON</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>sie ist nicht in UTF-8</translation>
    </message>
    <message>
        <source>it has no text</source>
        <translation>darin steht kein Text</translation>
    </message>
    <message>
        <source>an array has more than 4,096 elements</source>
        <translation>eine Liste hat mehr als 4.096 Elemente</translation>
    </message>
    <message>
        <source>MIMIR_PROFILE is empty</source>
        <translation>MIMIR_PROFILE ist leer</translation>
    </message>
    <message>
        <source>there is not enough space for a copy of %1</source>
        <translation>für eine Kopie von %1 reicht der Platz nicht</translation>
    </message>
    <message>
        <source>%1: “%2” is a string: times must be milliseconds since 1970</source>
        <translation>%1: „%2“ ist eine Zeichenkette: Zeiten sind Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is a string that is not a time</source>
        <translation>%1: „%2“ ist eine Zeichenkette, die kein Zeitpunkt ist</translation>
    </message>
    <message>
        <source>%1 is a directory, not a file</source>
        <translation>%1 ist ein Verzeichnis, keine Datei</translation>
    </message>
    <message>
        <source>%1 is a named pipe, not a file</source>
        <translation>%1 ist eine benannte Pipe, keine Datei</translation>
    </message>
    <message>
        <source>%1 is a socket, not a file</source>
        <translation>%1 ist ein Socket, keine Datei</translation>
    </message>
    <message>
        <source>%1 is a device, not a file</source>
        <translation>%1 ist ein Gerät, keine Datei</translation>
    </message>
    <message>
        <source>%1 is not a socket</source>
        <translation>%1 ist kein Socket</translation>
    </message>
    <message>
        <source>%1 is a link to something that is missing</source>
        <translation>%1 ist eine Verknüpfung zu etwas, das fehlt</translation>
    </message>
    <message>
        <source>%1 is a named pipe that no program reads from</source>
        <translation>%1 ist eine benannte Pipe, aus der kein Programm liest</translation>
    </message>
    <message>
        <source>%1 is a named pipe that no program writes to</source>
        <translation>%1 ist eine benannte Pipe, in die kein Programm schreibt</translation>
    </message>
    <message>
        <source>%1 is a link, not a file</source>
        <translation>%1 ist eine Verknüpfung, keine Datei</translation>
    </message>
    <message>
        <source>%1 is an address, not the path of a directory</source>
        <translation>%1 ist eine Adresse, nicht der Pfad eines Verzeichnisses</translation>
    </message>
    <message>
        <source>%1 is missing, but a history was stored there</source>
        <translation>%1 fehlt, aber dort war ein Verlauf gespeichert</translation>
    </message>
    <message>
        <source>%1 is damaged, or does not belong to the log beside it</source>
        <translation>%1 ist beschädigt oder gehört nicht zum Protokoll (-wal) daneben</translation>
    </message>
</context>
<context>
    <name>Follow</name>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>this folder instead of the agent&apos;s usual ones</source>
        <translation>dieser Ordner statt der üblichen des Agenten</translation>
    </message>
    <message>
        <source>There is no agent %1: “mimir sources list” names those that are found.</source>
        <translation>Es gibt keinen Agenten %1: „mimir sources list“ nennt die gefundenen.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Usage: %1</source>
        <translation>Aufruf: %1</translation>
    </message>
    <message>
        <source>Keeps the history of AI coding agents safe and in step between your devices.</source>
        <translation>Hält den Verlauf von KI-Programmierassistenten sicher und auf Ihren Geräten gleich.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>“mimir COMMAND --help” shows more about a command.</source>
        <translation>„mimir BEFEHL --help“ sagt mehr über einen Befehl.</translation>
    </message>
    <message>
        <source>the directory that holds this profile (also MIMIR_PROFILE)</source>
        <translation>das Verzeichnis dieses Profils (auch MIMIR_PROFILE)</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>diese Hilfe zeigen</translation>
    </message>
    <message>
        <source>show the version</source>
        <translation>die Version zeigen</translation>
    </message>
    <message>
        <source>show long output without a pager</source>
        <translation>lange Ausgaben ohne Pager zeigen</translation>
    </message>
</context>
<context>
    <name>HistoryExport</name>
    <message>
        <source>Writes the history to standard output, in the format that “mimir record” reads</source>
        <translation>Schreibt den Verlauf auf die Standardausgabe, in der Form, die „mimir record“ liest</translation>
    </message>
    <message>
        <source>the only format so far</source>
        <translation>die bisher einzige Form</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>only this conversation</source>
        <translation>nur diese Unterhaltung</translation>
    </message>
    <message>
        <source>the format must be ndjson</source>
        <translation>die Form muss ndjson sein</translation>
    </message>
    <message>
        <source>There is no conversation with this id. “mimir history list” shows them.</source>
        <translation>Es gibt keine Unterhaltung mit dieser ID. „mimir history list“ zeigt alle.</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Lists conversations, latest first</source>
        <translation>Listet Unterhaltungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>at most N (default 50; 0 = all)</source>
        <translation>höchstens N (Vorgabe 50, 0 = alle)</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>--limit needs a number</source>
        <translation>--limit braucht eine Zahl</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>VERZ</translation>
    </message>
    <message>
        <source>only those in this directory and below it, or with this name</source>
        <translation>nur aus diesem Verzeichnis und denen darunter, oder aus einem dieses Namens</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>only those by this agent or provider</source>
        <translation>nur von diesem Agenten oder Anbieter</translation>
    </message>
    <message>
        <source>WHEN</source>
        <translation>WANN</translation>
    </message>
    <message>
        <source>only those with messages since: 2026-08-01, “2026-08-01 09:12”, today, yesterday, 12h, 7d, 4w</source>
        <translation>nur mit Nachrichten seit: 2026-08-01, „2026-08-01 09:12“, today, yesterday, 12h, 7d, 4w</translation>
    </message>
    <message>
        <source>only those with messages until then</source>
        <translation>nur mit Nachrichten bis dahin</translation>
    </message>
    <message>
        <source>only those shared with the team</source>
        <translation>nur die mit dem Team geteilten</translation>
    </message>
    <message>
        <source>No conversations yet. “mimir record” and “mimir import” add them.</source>
        <translation>Noch keine Unterhaltungen. „mimir record“ und „mimir import“ bringen sie herein.</translation>
    </message>
    <message>
        <source>%1 needs a day such as 2026-08-01, today, or a span such as 7d; not “%2”</source>
        <translation>%1 braucht einen Tag wie 2026-08-01, today oder eine Spanne wie 7d; nicht „%2“</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>No conversation matches. “mimir history list” without options lists them all.</source>
        <translation>Keine Unterhaltung passt. „mimir history list“ ohne Optionen zeigt alle.</translation>
    </message>
    <message>
        <source>Shared by</source>
        <translation>Geteilt von</translation>
    </message>
</context>
<context>
    <name>HistoryShare</name>
    <message>
        <source>There is no conversation %1. “mimir history list” shows them.</source>
        <translation>Es gibt keine Unterhaltung %1. „mimir history list“ zeigt alle.</translation>
    </message>
    <message>
        <source>Shares conversations with their team, so that its members can read them</source>
        <translation>Teilt Unterhaltungen mit ihrem Team, dessen Mitglieder sie lesen können</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Stops sharing conversations; they disappear from the other members&apos; devices</source>
        <translation>Teilt Unterhaltungen nicht mehr; sie verschwinden von den Geräten der anderen</translation>
    </message>
</context>
<context>
    <name>HistoryShow</name>
    <message>
        <source>Shows a conversation</source>
        <translation>Zeigt eine Unterhaltung</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message>
        <source>There is no conversation with this id. “mimir history list” shows them.</source>
        <translation>Es gibt keine Unterhaltung mit dieser ID. „mimir history list“ zeigt alle.</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>  shared by: %1</source>
        <translation>  geteilt von: %1</translation>
    </message>
    <message>
        <source>  decisions: %1</source>
        <translation>  Entscheidungen: %1</translation>
    </message>
</context>
<context>
    <name>HookInstall</name>
    <message>
        <source>Lets an agent tell what it asks for and does, as it happens: adds hooks to its settings</source>
        <translation>Lässt einen Agenten sofort melden, was er erfragt und tut: fügt seinen Einstellungen Hooks hinzu</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>Hooks such as these are switched off by %1. Nothing was changed.</source>
        <translation>Solche Hooks sind durch %1 ausgeschaltet. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is missing. Nothing was changed.</source>
        <translation>%1 fehlt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The folder for events cannot be made in the profile. Nothing was changed.</source>
        <translation>Im Profil lässt sich der Ordner für Ereignisse nicht anlegen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The hooks are in %1 already.</source>
        <translation>Die Hooks stehen schon in %1.</translation>
    </message>
    <message>
        <source>%1 tells from its next session on. “mimir hook remove %2” ends that.</source>
        <translation>%1 meldet ab der nächsten Sitzung. „mimir hook remove %2“ beendet das.</translation>
    </message>
    <message>
        <source>Codex runs new hooks only after you have looked at them: type /hooks there.</source>
        <translation>Codex führt neue Hooks erst aus, wenn Sie sie angesehen haben: Geben Sie dort /hooks ein.</translation>
    </message>
</context>
<context>
    <name>HookRemove</name>
    <message>
        <source>Takes out of an agent&apos;s settings what “hook install” added</source>
        <translation>Nimmt aus den Einstellungen eines Agenten, was „hook install“ hinzugefügt hat</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>There are no hooks of Mimir Sync in %1.</source>
        <translation>In %1 stehen keine Hooks von Mimir Sync.</translation>
    </message>
    <message>
        <source>Removed. What was told until now stays in the history.</source>
        <translation>Entfernt. Was bisher gemeldet wurde, bleibt im Verlauf.</translation>
    </message>
</context>
<context>
    <name>HookStatus</name>
    <message>
        <source>Shows which agents tell by hooks, and what of it is still to be read</source>
        <translation>Zeigt, welche Agenten mit Hooks melden und was davon noch zu lesen ist</translation>
    </message>
    <message>
        <source>[AGENT]</source>
        <translation>[AGENT]</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>JSON ausgeben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>switched off by %1</source>
        <translation>ausgeschaltet durch %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>eingerichtet</translation>
    </message>
    <message>
        <source>installed in part</source>
        <translation>teilweise eingerichtet</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Hooks</source>
        <translation>Hooks</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>%1 are still to be read: that is done while Mimir Sync or “mimir sync run” runs, or by “mimir sources scan AGENT”.</source>
        <translation>%1 sind noch zu lesen: Das geschieht, während Mimir Sync oder „mimir sync run“ läuft, oder mit „mimir sources scan AGENT“.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) could not be kept: no room, or too many of them.</source>
        <translation>
            <numerusform>%n Ereignis konnte nicht aufbewahrt werden: kein Platz, oder es waren zu viele.</numerusform>
            <numerusform>%n Ereignisse konnten nicht aufbewahrt werden: kein Platz, oder es waren zu viele.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportMimir</name>
    <message>
        <source>Imports conversations and permissions from a database of the Mimir agent</source>
        <translation>Übernimmt Unterhaltungen und Berechtigungen aus einer Datenbank des Mimir-Agenten</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>PFAD</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing was imported: %1. Your history is unchanged.</source>
        <translation>Nichts wurde importiert: %1. Ihr Verlauf ist unverändert.</translation>
    </message>
    <message>
        <source>%1, row %2 was not imported: %3</source>
        <translation>%1, Zeile %2 wurde nicht übernommen: %3</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 unchanged.</source>
        <translation>%1 neu, %2 geändert, %3 unverändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>%n Eintrag wurde hier früher gelöscht und bleibt es.</numerusform>
            <numerusform>%n Einträge wurden hier früher gelöscht und bleiben es.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was stopped: %1. What was read before that is kept.</source>
        <translation>Der Import wurde beendet: %1. Was davor gelesen wurde, bleibt.</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Your key: not known yet; the server was not asked, or is too old for it.</source>
        <translation>Ihr Schlüssel: noch nicht bekannt; der Server wurde nicht gefragt oder ist zu alt dafür.</translation>
    </message>
    <message>
        <source>Your key: this device has it, so the same secret is recognisable as the same on your devices, and to no one else.</source>
        <translation>Ihr Schlüssel: Dieses Gerät hat ihn, also ist dasselbe Geheimnis auf Ihren Geräten als dasselbe erkennbar, und für niemanden sonst.</translation>
    </message>
    <message>
        <source>Your key: this device does not have it yet. Nothing is lost without it; only the same secret is not recognisable as the same between your devices.</source>
        <translation>Ihr Schlüssel: Dieses Gerät hat ihn noch nicht. Ohne ihn geht nichts verloren; nur ist dasselbe Geheimnis zwischen Ihren Geräten nicht als dasselbe erkennbar.</translation>
    </message>
    <message>
        <source>Your key: one of your devices has begun a new one, which this device does not have yet. Nothing is lost; only the same secret is not recognisable as the same between your devices.</source>
        <translation>Ihr Schlüssel: Eines Ihrer Geräte hat einen neuen begonnen, den dieses Gerät noch nicht hat. Nichts geht verloren; nur ist dasselbe Geheimnis zwischen Ihren Geräten nicht als dasselbe erkennbar.</translation>
    </message>
    <message>
        <source>To give it to this device: on a device that has it, enter the code %1 on the Account page, or run “mimir devices confirm %1”.</source>
        <translation>So bekommt ihn dieses Gerät: Geben Sie auf einem Gerät, das ihn hat, den Code %1 auf der Seite „Konto“ ein, oder führen Sie „mimir devices confirm %1“ aus.</translation>
    </message>
    <message>
        <source>This device does not have your key itself, so it cannot give it away.</source>
        <translation>Dieses Gerät hat Ihren Schlüssel selbst nicht, kann ihn also nicht weitergeben.</translation>
    </message>
    <message>
        <source>One of your devices has begun a new key, so this one is not in use any more.</source>
        <translation>Eines Ihrer Geräte hat einen neuen Schlüssel begonnen, also ist dieser nicht mehr in Gebrauch.</translation>
    </message>
    <message>
        <source>None of your devices has this code. Compare it with the one that the new device shows now; that device must have reached the server since.</source>
        <translation>Keines Ihrer Geräte hat diesen Code. Vergleichen Sie ihn mit dem, den das neue Gerät jetzt zeigt; dieses muss seither den Server erreicht haben.</translation>
    </message>
</context>
<context>
    <name>LeftByOthersText</name>
    <message>
        <source>To send this as %1, run “mimir auth adopt”.</source>
        <translation>„mimir auth adopt“ sendet es als %1.</translation>
    </message>
    <message>
        <source>Send this as %1? Type “send”, or press Enter to keep it here: </source>
        <translation>Als %1 senden? Geben Sie „senden“ ein, oder drücken Sie die Eingabetaste, um es hier zu behalten: </translation>
    </message>
    <message>
        <source>send</source>
        <translation>senden</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations</source>
        <translation>
            <numerusform>%n Änderung in Ihren Unterhaltungen</numerusform>
            <numerusform>%n Änderungen in Ihren Unterhaltungen</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>To be sent as %1 from now on: %2.</source>
        <extracomment>%1 is an e-mail address, %2 is “3 conversations, 1 audit entry”</extracomment>
        <translation>Als %1 wird von nun an gesendet: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n of these conversations is a copy: what the other account has of it at the server stays that account&apos;s, and comes back here when it signs in.</source>
        <translation>
            <numerusform>%n dieser Unterhaltungen ist eine Kopie: Was das andere Konto davon auf dem Server hat, bleibt seines und kommt hierher zurück, wenn es sich anmeldet.</numerusform>
            <numerusform>%n dieser Unterhaltungen sind Kopien: Was das andere Konto davon auf dem Server hat, bleibt seines und kommt hierher zurück, wenn es sich anmeldet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Audit entry</source>
        <translation>Prüfeintrag</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 “%2”</source>
        <translation>%1 „%2“</translation>
    </message>
    <message>
        <source>%1 in “%2”</source>
        <translation>%1 in „%2“</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n Unterhaltung</numerusform>
            <numerusform>%n Unterhaltungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool call(s)</source>
        <translation>
            <numerusform>%n Werkzeugaufruf</numerusform>
            <numerusform>%n Werkzeugaufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n audit entry(s)</source>
        <translation>
            <numerusform>%n Prüfeintrag</numerusform>
            <numerusform>%n Prüfeinträge</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet darauf, gesendet zu werden</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>vom Server abgelehnt</translation>
    </message>
    <message>
        <source>held by privacy mode</source>
        <translation>im Privatmodus zurückgehalten</translation>
    </message>
    <message>
        <source>kept here by your choice</source>
        <translation>auf Ihren Wunsch hier behalten</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>no answer – will be tried again</source>
        <translation>keine Antwort – wird wiederholt</translation>
    </message>
    <message>
        <source>refused (%1) – will be tried again</source>
        <translation>abgelehnt (%1) – wird wiederholt</translation>
    </message>
    <message>
        <source>interrupted – what the server does not have is sent later</source>
        <translation>hier abgebrochen – was der Server nicht hat, wird später gesendet</translation>
    </message>
    <message>
        <source>a conversation that no longer exists</source>
        <translation>eine Unterhaltung, die nicht mehr da ist</translation>
    </message>
    <message>
        <source>a conversation whose title stays on this device</source>
        <translation>eine Unterhaltung, deren Titel auf diesem Gerät bleibt</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is the quoted title of a conversation, %2 is “12 messages, 3 tool calls”</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more conversation(s)</source>
        <translation>
            <numerusform>und %n weitere Unterhaltung</numerusform>
            <numerusform>und %n weitere Unterhaltungen</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>waiting for its conversation</source>
        <translation>wartet auf seine Unterhaltung</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <extracomment>%1 is “2 messages, 3 tool calls”</extracomment>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>deletion sent</source>
        <translation>Löschung gesendet</translation>
    </message>
    <message>
        <source>deletion received</source>
        <translation>Löschung empfangen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <translation>kann nicht gesendet werden</translation>
    </message>
    <message>
        <source>made while another account was signed in</source>
        <translation>entstanden, während ein anderes Konto angemeldet war</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Try “mimir %1--help”.</source>
        <translation>Versuchen Sie „mimir %1--help“.</translation>
    </message>
    <message>
        <source>wrong number of arguments</source>
        <translation>falsche Zahl von Argumenten</translation>
    </message>
    <message>
        <source>The output could not be written.</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>--profile needs a directory</source>
        <translation>--profile braucht ein Verzeichnis</translation>
    </message>
    <message>
        <source>unknown command “%1”.</source>
        <translation>Unbekannter Befehl „%1“.</translation>
    </message>
    <message>
        <source>There is no profile in %1. Signing in, recording or importing creates one; nothing was created now.</source>
        <translation>In %1 ist kein Profil. Anmelden, Aufzeichnen und Importieren legen eines an; jetzt wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>MIMIR_PROFILE is empty: unset it to use the default profile, or set it to a directory</source>
        <translation>MIMIR_PROFILE ist leer: Löschen Sie die Variable, um das übliche Profil zu verwenden, oder nennen Sie ein Verzeichnis</translation>
    </message>
    <message>
        <source>The output could not be written. What the command was to change, if anything, was changed.</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden. Was der Befehl ändern sollte, wurde geändert.</translation>
    </message>
</context>
<context>
    <name>ManPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1. Values: %2. Default: %3.</source>
        <translation>%1. Möglich: %2. Vorgabe: %3.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>The profile: store, settings, log, lock and socket; --profile DIR or MIMIR_PROFILE selects another one.</source>
        <translation>Das Profil: Speicher, Einstellungen, Protokoll, Sperre und Socket; --profile VERZEICHNIS und MIMIR_PROFILE nennen ein anderes.</translation>
    </message>
    <message>
        <source>In the profile: the settings that differ from the default.</source>
        <translation>Im Profil: die Einstellungen, die von der Vorgabe abweichen.</translation>
    </message>
    <message>
        <source>In the profile: the log.</source>
        <translation>Im Profil: das Protokoll.</translation>
    </message>
    <message>
        <source>Exit status</source>
        <translation>Rückgabewert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Wrong usage</source>
        <translation>Falscher Aufruf</translation>
    </message>
    <message>
        <source>Undecided, usually because you are offline</source>
        <translation>Nicht entschieden, meist weil keine Verbindung besteht</translation>
    </message>
    <message>
        <source>Needs attention: items were refused or put aside, or you have to sign in</source>
        <translation>Aufmerksamkeit nötig: abgelehnte oder beiseitegelegte Einträge oder eine Anmeldung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>keeps the history of AI coding agents safe and in step</source>
        <translation>hält den Verlauf von KI-Programmierassistenten sicher und auf allen Geräten gleich</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>%1, %2:</source>
        <translation>%1, %2:</translation>
    </message>
    <message>
        <source>(%1 more characters; “mimir history show” shows them.)</source>
        <translation>(%1 weitere Zeichen; „mimir history show“ zeigt sie.)</translation>
    </message>
    <message>
        <source>No messages.</source>
        <translation>Keine Nachrichten.</translation>
    </message>
</context>
<context>
    <name>Orgs</name>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>KÜRZEL</translation>
    </message>
    <message>
        <source>Lists your organisations as the server knows them</source>
        <translation>Listet Ihre Organisationen auf, wie der Server sie kennt</translation>
    </message>
    <message>
        <source>Sends new work to another of your organisations; existing work stays in sync</source>
        <translation>Sendet Neues an eine andere Ihrer Organisationen; was schon da ist, wird weiter synchronisiert</translation>
    </message>
    <message>
        <source>You are not a member of an organisation “%1”. “mimir orgs list” lists yours.</source>
        <translation>Sie sind kein Mitglied einer Organisation „%1“. „mimir orgs list“ zeigt Ihre.</translation>
    </message>
    <message>
        <source>New work goes to %1/%2.</source>
        <translation>Neues geht an %1/%2.</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>Ihre Rolle</translation>
    </message>
    <message>
        <source>New work goes to</source>
        <translation>Neues geht an</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>diese</translation>
    </message>
    <message>
        <source>You are not in any organisation on this server.</source>
        <translation>Sie sind auf diesem Server in keiner Organisation.</translation>
    </message>
</context>
<context>
    <name>OutputFile</name>
    <message>
        <source>replace the file if it exists</source>
        <translation>die Datei ersetzen, falls es sie schon gibt</translation>
    </message>
    <message>
        <source>%1 is one of this profile&apos;s own files. Nothing was written: name another file.</source>
        <translation>%1 ist eine der eigenen Dateien dieses Profils. Nichts wurde geschrieben: Nennen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>%1 already exists. Nothing was written: name another file, or use --force to replace it.</source>
        <translation>%1 gibt es schon. Nichts wurde geschrieben: Nennen Sie eine andere Datei, oder ersetzen Sie sie mit --force.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>PasswordChange</name>
    <message>
        <source>A password must have at least 8 characters and at most 1024 bytes. Nothing was changed.</source>
        <translation>Ein Passwort muss mindestens 8 Zeichen und darf höchstens 1024 Bytes haben. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The two passwords differ. Nothing was changed.</source>
        <translation>Die beiden Passwörter sind verschieden: Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The current password is wrong. Nothing was changed.</source>
        <translation>Das jetzige Passwort ist falsch. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This server cannot change passwords; its administrator can.</source>
        <translation>Dieser Server kann keine Passwörter ändern; sein Administrator kann es.</translation>
    </message>
    <message>
        <source>Your password was changed. This device stays signed in; sign in again on your other devices.</source>
        <translation>Ihr Passwort wurde geändert. Dieses Gerät bleibt angemeldet; melden Sie sich auf Ihren anderen Geräten neu an.</translation>
    </message>
</context>
<context>
    <name>Pause</name>
    <message>
        <source>Pauses syncing for a while; recording continues</source>
        <translation>Hält das Synchronisieren eine Weile an; aufgezeichnet wird weiter</translation>
    </message>
    <message>
        <source>[30m|2h|tomorrow]</source>
        <translation>[30m|2h|tomorrow]</translation>
    </message>
    <message>
        <source>until “mimir resume” (the default)</source>
        <translation>bis „mimir resume“ (die Vorgabe)</translation>
    </message>
    <message>
        <source>give a duration: 30m, 2h, tomorrow or --until-resumed</source>
        <translation>sagen Sie, wie lange: 30m, 2h, tomorrow oder --until-resumed</translation>
    </message>
    <message>
        <source>Paused until “mimir resume”. Recording continues.</source>
        <translation>Angehalten bis „mimir resume“. Aufgezeichnet wird weiter.</translation>
    </message>
    <message>
        <source>Paused until %1. Recording continues.</source>
        <translation>Angehalten bis %1. Aufgezeichnet wird weiter.</translation>
    </message>
</context>
<context>
    <name>PrivacyCommand</name>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode will be sent.</source>
        <translation>
            <numerusform>%n im Privatmodus aufgezeichneter Eintrag wird gesendet.</numerusform>
            <numerusform>%n im Privatmodus aufgezeichnete Einträge werden gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode stay on this device permanently.</source>
        <translation>
            <numerusform>%n im Privatmodus aufgezeichneter Eintrag bleibt für immer auf diesem Gerät.</numerusform>
            <numerusform>%n im Privatmodus aufgezeichnete Einträge bleiben für immer auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay here all the same. “mimir privacy rule conversation ID LEVEL --send-kept” sends those of one conversation.</source>
        <translation>
            <numerusform>%n Eintrag bleibt trotzdem hier. „mimir privacy rule conversation ID LEVEL --send-kept“ sendet, was von einer Unterhaltung hier blieb.</numerusform>
            <numerusform>%n Einträge bleiben trotzdem hier. „mimir privacy rule conversation ID LEVEL --send-kept“ sendet, was von einer Unterhaltung hier blieb.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyKeep</name>
    <message>
        <source>Keeps what was recorded in privacy mode on this device permanently</source>
        <translation>Behält das im Privatmodus Aufgezeichnete für immer auf diesem Gerät</translation>
    </message>
</context>
<context>
    <name>PrivacyLevelCommand</name>
    <message>
        <source>Shows or sets what may be sent from this device where no rule says otherwise</source>
        <translation>Zeigt oder legt fest, was gesendet werden darf, wo keine Regel etwas anderes sagt</translation>
    </message>
    <message>
        <source>[LEVEL]</source>
        <translation>[STUFE]</translation>
    </message>
    <message>
        <source>LEVEL must be nothing, metadata, redacted or full</source>
        <translation>STUFE muss nothing, metadata, redacted oder full sein</translation>
    </message>
    <message>
        <source>Your organisation’s limit: %1</source>
        <translation>Ihre Organisation erlaubt nicht, mehr zu senden als: %1</translation>
    </message>
</context>
<context>
    <name>PrivacyOff</name>
    <message>
        <source>Ends privacy mode; what was recorded in it stays held until you choose</source>
        <translation>Beendet den Privatmodus; das darin Aufgezeichnete bleibt zurückgehalten, bis Sie wählen</translation>
    </message>
    <message>
        <source>send what was recorded in the meantime</source>
        <translation>das inzwischen Aufgezeichnete senden</translation>
    </message>
    <message>
        <source>keep what was recorded in the meantime on this device permanently</source>
        <translation>das inzwischen Aufgezeichnete für immer auf diesem Gerät behalten</translation>
    </message>
    <message>
        <source>choose one of --send and --keep</source>
        <translation>wählen Sie entweder --send oder --keep</translation>
    </message>
    <message>
        <source>Privacy mode is off.</source>
        <translation>Der Privatmodus ist aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in it are still held here. “mimir privacy send” sends them, “mimir privacy keep” keeps them on this device permanently.</source>
        <translation>
            <numerusform>%n darin aufgezeichneter Eintrag wird hier noch zurückgehalten. „mimir privacy send“ sendet ihn, „mimir privacy keep“ behält ihn für immer auf diesem Gerät.</numerusform>
            <numerusform>%n darin aufgezeichnete Einträge werden hier noch zurückgehalten. „mimir privacy send“ sendet sie, „mimir privacy keep“ behält sie für immer auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in it, keep them on this device permanently, or decide later? Type “send”, “keep”, or press Enter for later: </source>
        <translation>
            <numerusform>Den %n darin aufgezeichneten Eintrag senden, für immer auf diesem Gerät behalten oder später entscheiden? Geben Sie „senden“ oder „behalten“ ein, oder drücken Sie die Eingabetaste für später: </numerusform>
            <numerusform>Die %n darin aufgezeichneten Einträge senden, für immer auf diesem Gerät behalten oder später entscheiden? Geben Sie „senden“ oder „behalten“ ein, oder drücken Sie die Eingabetaste für später: </numerusform>
        </translation>
    </message>
    <message>
        <source>send</source>
        <translation>senden</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
</context>
<context>
    <name>PrivacyOn</name>
    <message>
        <source>Turns privacy mode on: nothing recorded from now on leaves this device</source>
        <translation>Schaltet den Privatmodus ein: Nichts, was von nun an aufgezeichnet wird, verlässt dieses Gerät</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device; new items still arrive.</source>
        <translation>Der Privatmodus ist an: Nichts verlässt dieses Gerät; Neues kommt weiter an.</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device.</source>
        <translation>Der Privatmodus ist an: Nichts verlässt dieses Gerät.</translation>
    </message>
</context>
<context>
    <name>PrivacyPreview</name>
    <message>
        <source>Shows the exact JSON that would be sent for an item</source>
        <translation>Zeigt genau das JSON, das für einen Eintrag dieses Gerät verlassen würde</translation>
    </message>
    <message>
        <source>TYPE ID</source>
        <translation>TYP ID</translation>
    </message>
    <message>
        <source>TYPE must be conversation, message, tool_call or audit_log</source>
        <translation>TYP muss conversation, message, tool_call oder audit_log sein</translation>
    </message>
    <message>
        <source>Nothing of it leaves this device.</source>
        <translation>Nichts davon verlässt dieses Gerät.</translation>
    </message>
    <message>
        <source>There is no item with this id.</source>
        <translation>Es gibt keinen Eintrag mit dieser Id.</translation>
    </message>
</context>
<context>
    <name>PrivacyRuleCommand</name>
    <message>
        <source>Sets what may be sent of a conversation, workspace, repository or agent; LEVEL none removes the rule</source>
        <translation>Legt fest, was von einer Unterhaltung, einem Arbeitsbereich, einem Repository oder einem Agenten gesendet werden darf; STUFE none entfernt die Regel</translation>
    </message>
    <message>
        <source>KIND VALUE LEVEL</source>
        <translation>ART WERT STUFE</translation>
    </message>
    <message>
        <source>also send what the rule has kept here of this conversation so far</source>
        <translation>auch senden, was die Regel von dieser Unterhaltung bisher hier behalten hat</translation>
    </message>
    <message>
        <source>with LEVEL nothing: remove this conversation permanently from the server and your other devices</source>
        <translation>mit STUFE nothing: diese Unterhaltung endgültig vom Server und von Ihren anderen Geräten nehmen</translation>
    </message>
    <message>
        <source>KIND must be conversation, workspace, repository or agent</source>
        <translation>ART muss conversation, workspace, repository oder agent sein</translation>
    </message>
    <message>
        <source>LEVEL must be nothing, metadata, redacted, full or none</source>
        <translation>STUFE muss nothing, metadata, redacted, full oder none sein</translation>
    </message>
    <message>
        <source>--send-kept and --remove-from-server are for one conversation</source>
        <translation>--send-kept und --remove-from-server gelten für eine Unterhaltung</translation>
    </message>
    <message>
        <source>--remove-from-server needs LEVEL nothing</source>
        <translation>--remove-from-server braucht die STUFE nothing</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that were kept here will be sent.</source>
        <translation>
            <numerusform>%n Eintrag, der hier behalten wurde, wird gesendet.</numerusform>
            <numerusform>%n Einträge, die hier behalten wurden, werden gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It will be removed from the server. What is on this device stays.</source>
        <translation>Sie wird vom Server entfernt. Was auf diesem Gerät ist, bleibt.</translation>
    </message>
    <message>
        <source>The server has nothing of it.</source>
        <translation>Der Server hat nichts davon.</translation>
    </message>
    <message>
        <source>VALUE must be a conversation&apos;s id, an absolute path, a git remote or an agent&apos;s name</source>
        <translation>WERT muss die ID einer Unterhaltung, ein absoluter Pfad, ein Git-Remote oder der Name eines Agenten sein</translation>
    </message>
    <message>
        <source>This conversation was removed from the server. It stays on this device permanently.</source>
        <translation>Diese Unterhaltung wurde vom Server entfernt. Sie bleibt endgültig auf diesem Gerät.</translation>
    </message>
    <message>
        <source>There is no conversation %1 yet. The rule applies to the one that is recorded with exactly this id.</source>
        <translation>Es gibt noch keine Unterhaltung %1. Die Regel gilt für die, die mit genau dieser Id aufgezeichnet wird.</translation>
    </message>
</context>
<context>
    <name>PrivacyRulesCommand</name>
    <message>
        <source>Lists the rules for conversations, workspaces, repositories and agents</source>
        <translation>Listet die Regeln für Unterhaltungen, Arbeitsbereiche, Repositorys und Agenten auf</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>Rule for</source>
        <translation>Regel für</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>No rules: the usual level applies to everything.</source>
        <translation>Keine Regeln: Für alles gilt die übliche Stufe.</translation>
    </message>
</context>
<context>
    <name>PrivacyScan</name>
    <message>
        <source>Looks for what was sent earlier and would be withheld today</source>
        <translation>Sucht, was früher gesendet wurde und heute weggelassen würde</translation>
    </message>
    <message>
        <source>send it again in its masked form, which replaces it at the server and on all devices</source>
        <translation>es geschwärzt noch einmal senden; das ersetzt es auf dem Server und auf allen Geräten</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that servers have were looked at.</source>
        <translation>
            <numerusform>%n Eintrag, den Server haben, wurde durchgesehen.</numerusform>
            <numerusform>%n Einträge, die Server haben, wurden durchgesehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are of conversations of which nothing may be sent today; “mimir privacy rule conversation ID nothing --remove-from-server” removes one from the server.</source>
        <translation>
            <numerusform>%n davon gehört zu einer Unterhaltung, von der heute nichts gesendet werden darf; „mimir privacy rule conversation ID nothing --remove-from-server“ entfernt eine vom Server.</numerusform>
            <numerusform>%n davon gehören zu Unterhaltungen, von denen heute nichts gesendet werden darf; „mimir privacy rule conversation ID nothing --remove-from-server“ entfernt eine vom Server.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was found that would be withheld today.</source>
        <translation>Es wurde nichts gefunden, was heute weggelassen würde.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) hold what would be withheld today. “mimir privacy scan --redact” sends them again in their masked form.</source>
        <translation>
            <numerusform>%n Eintrag enthält, was heute weggelassen würde. „mimir privacy scan --redact“ sendet ihn geschwärzt noch einmal.</numerusform>
            <numerusform>%n Einträge enthalten, was heute weggelassen würde. „mimir privacy scan --redact“ sendet sie geschwärzt noch einmal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent again in their masked form.</source>
        <translation>
            <numerusform>%n Eintrag wird geschwärzt noch einmal gesendet.</numerusform>
            <numerusform>%n Einträge werden geschwärzt noch einmal gesendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacySend</name>
    <message>
        <source>Sends what was recorded in privacy mode</source>
        <translation>Sendet, was im Privatmodus aufgezeichnet wurde</translation>
    </message>
</context>
<context>
    <name>PrivacyStatus</name>
    <message>
        <source>Shows whether privacy mode is on and what is held</source>
        <translation>Zeigt, ob der Privatmodus an ist und was zurückgehalten wird</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message>
        <source>Privacy mode has been on since %1.</source>
        <translation>Der Privatmodus ist seit %1 an.</translation>
    </message>
    <message>
        <source>Privacy mode is off.</source>
        <translation>Der Privatmodus ist aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are held until you choose to send or keep them.</source>
        <translation>
            <numerusform>%n Eintrag wird zurückgehalten, bis Sie wählen, ob er gesendet wird.</numerusform>
            <numerusform>%n Einträge werden zurückgehalten, bis Sie wählen, ob sie gesendet werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device permanently, unless “mimir privacy rule conversation ID LEVEL --send-kept” sends those of a conversation.</source>
        <translation>
            <numerusform>%n Eintrag bleibt für immer auf diesem Gerät, außer „mimir privacy rule conversation ID LEVEL --send-kept“ sendet, was in einer Unterhaltung davon ist.</numerusform>
            <numerusform>%n Einträge bleiben für immer auf diesem Gerät, außer „mimir privacy rule conversation ID LEVEL --send-kept“ sendet die einer Unterhaltung.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyTexts</name>
    <message numerus="yes">
        <source>%n text(s) with secrets</source>
        <translation>
            <numerusform>%n Text mit Geheimnissen</numerusform>
            <numerusform>%n Texte mit Geheimnissen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) with environment variables</source>
        <translation>
            <numerusform>%n Text mit Umgebungsvariablen</numerusform>
            <numerusform>%n Texte mit Umgebungsvariablen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the contents of %n file(s)</source>
        <translation>
            <numerusform>der Inhalt von %n Datei</numerusform>
            <numerusform>die Inhalte von %n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of which only titles and figures are sent</source>
        <translation>
            <numerusform>%n Text, von dem nur Titel und Zahlen hinausgehen</numerusform>
            <numerusform>%n Texte, von denen nur Titel und Zahlen hinausgehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) that are too large</source>
        <translation>
            <numerusform>%n Teil, der zu groß ist</numerusform>
            <numerusform>%n Teile, die zu groß sind</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Titles and figures</source>
        <translation>Titel und Zahlen</translation>
    </message>
    <message>
        <source>Everything except secrets and files</source>
        <translation>Alles außer Geheimnissen und Dateien</translation>
    </message>
    <message>
        <source>Everything except secrets</source>
        <translation>Alles außer Geheimnissen</translation>
    </message>
    <message>
        <source>It stays on this device.</source>
        <translation>Es bleibt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Titles, times, tokens, costs and tool names are sent; no text is.</source>
        <translation>Titel, Zeiten, Token, Kosten und Namen von Werkzeugen gehen hinaus, Texte nicht.</translation>
    </message>
    <message>
        <source>Secrets, environment variables and the contents of local files stay here; for a file, only its path, size and number of lines are sent.</source>
        <translation>Geheimnisse, Umgebungsvariablen und die Inhalte lokaler Dateien bleiben hier; von einer Datei gehen Pfad, Größe und Zeilenzahl hinaus.</translation>
    </message>
    <message>
        <source>The contents of local files are sent as well. Secrets and environment variables never are.</source>
        <translation>Auch die Inhalte lokaler Dateien gehen hinaus. Geheimnisse und Umgebungsvariablen nie.</translation>
    </message>
    <message>
        <source>Your organisation’s limit: %1</source>
        <translation>Ihre Organisation erlaubt nicht, mehr zu senden als: %1</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>This conversation was removed from the server. It stays on this device permanently.</source>
        <translation>Diese Unterhaltung wurde vom Server entfernt. Sie bleibt endgültig auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Give a folder by its full path, beginning with /.</source>
        <translation>Ein Ordner wird mit seinem ganzen Pfad angegeben, der mit / beginnt.</translation>
    </message>
    <message>
        <source>Give a repository by its address, as git remote shows it.</source>
        <translation>Ein Repository wird mit seiner Adresse angegeben, wie git remote sie zeigt.</translation>
    </message>
    <message>
        <source>Say what the rule applies to.</source>
        <translation>Sagen Sie, wofür die Regel gilt.</translation>
    </message>
    <message>
        <source>Withheld: %1.</source>
        <translation>Weggelassen: %1.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>Records NDJSON lines from standard input; prints only errors</source>
        <translation>Zeichnet NDJSON-Zeilen von der Standardeingabe auf; gibt nur Fehler aus</translation>
    </message>
    <message>
        <source>write 500 lines at a time: much faster, but durable only at the end</source>
        <translation>500 Zeilen auf einmal schreiben: viel schneller, aber erst am Ende dauerhaft</translation>
    </message>
    <message>
        <source>The lines after that were not read; those before it are saved.</source>
        <translation>Die Zeilen danach wurden nicht gelesen; die davor sind gespeichert.</translation>
    </message>
    <message>
        <source>line %1 was not stored: %2</source>
        <translation>Zeile %1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>lines %1 to %2 were not stored: %3</source>
        <translation>die Zeilen %1 bis %2 wurden nicht gespeichert: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s), the first of them line %1, contained characters that no store can hold (NUL, half of a surrogate pair): each was replaced by U+FFFD, and the rest was stored as it is.</source>
        <translation>
            <numerusform>%n Zeile (Zeile %1) enthielt Zeichen, die kein Speicher aufnehmen kann (NUL, die Hälfte eines Surrogatpaars): Jedes wurde durch U+FFFD ersetzt, und der Rest ist gespeichert, wie er ist.</numerusform>
            <numerusform>%n Zeilen, die erste davon Zeile %1, enthielten Zeichen, die kein Speicher aufnehmen kann (NUL, die Hälfte eines Surrogatpaars): Jedes wurde durch U+FFFD ersetzt, und der Rest ist gespeichert, wie er ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Standard input cannot be read: %1. Nothing of it was recorded after that.</source>
        <translation>Die Standardeingabe kann nicht gelesen werden: %1. Danach wurde nichts mehr daraus aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>Resume</name>
    <message>
        <source>Syncing resumes.</source>
        <translation>Es wird weiter synchronisiert.</translation>
    </message>
    <message>
        <source>Ends a pause; if it was for a metered network or to save power, syncs anyway until that is over</source>
        <translation>Beendet eine Pause; bei einem getakteten Netz oder zum Stromsparen: synchronisiert trotzdem, bis das vorbei ist</translation>
    </message>
</context>
<context>
    <name>SettingsCommand</name>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>Lists every setting with its value; “*” marks those that differ from the default</source>
        <translation>Listet jede Einstellung mit ihrem Wert auf; „*“ kennzeichnet Abweichungen von der Vorgabe</translation>
    </message>
    <message>
        <source>Prints the value of a setting</source>
        <translation>Gibt den Wert einer Einstellung aus</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>SCHLÜSSEL</translation>
    </message>
    <message>
        <source>as one JSON object, with its default and possible values</source>
        <translation>als ein JSON-Objekt, mit der Vorgabe und dem, was möglich ist</translation>
    </message>
    <message>
        <source>There is no setting %1. “mimir settings list” shows them.</source>
        <translation>Es gibt keine Einstellung %1. „mimir settings list“ zeigt alle.</translation>
    </message>
    <message>
        <source>Changes settings; takes effect immediately, also in a running program</source>
        <translation>Ändert Einstellungen; sofort wirksam, auch in einem laufenden Programm</translation>
    </message>
    <message>
        <source>KEY VALUE | KEY=VALUE…</source>
        <translation>SCHLÜSSEL WERT | SCHLÜSSEL=WERT…</translation>
    </message>
    <message>
        <source>give KEY VALUE, or KEY=VALUE as often as you like</source>
        <translation>geben Sie SCHLÜSSEL WERT an, oder SCHLÜSSEL=WERT so oft Sie wollen</translation>
    </message>
    <message>
        <source>The password cannot be given here: it is asked for, or read from standard input.</source>
        <translation>Das Passwort wird erfragt oder von der Standardeingabe gelesen; nicht hier angegeben.</translation>
    </message>
    <message>
        <source>Proxy password: </source>
        <translation>Proxy-Passwort: </translation>
    </message>
    <message>
        <source>the password is missing</source>
        <translation>das Passwort fehlt</translation>
    </message>
    <message>
        <source>The password was not stored, because there is no keyring. “mimir auth login --token-store file” stores secrets in a file that only you can read.</source>
        <translation>Das Passwort wurde nicht aufbewahrt, da es keinen Schlüsselbund gibt. „mimir auth login --token-store file“ bewahrt Geheimes in einer Datei auf, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>Restores the defaults of the given settings, or of all</source>
        <translation>Stellt die Vorgaben der genannten oder aller Einstellungen wieder her</translation>
    </message>
    <message>
        <source>KEY… | --all</source>
        <translation>SCHLÜSSEL… | --all</translation>
    </message>
    <message>
        <source>all settings</source>
        <translation>aller Einstellungen</translation>
    </message>
    <message>
        <source>name settings, or use --all</source>
        <translation>nennen Sie Einstellungen, oder --all</translation>
    </message>
    <message>
        <source>Writes all settings except passwords as JSON</source>
        <translation>Schreibt jede Einstellung außer Passwörtern als JSON</translation>
    </message>
    <message>
        <source>[FILE]</source>
        <translation>[DATEI]</translation>
    </message>
    <message>
        <source>Imports settings from JSON; if one value is invalid, nothing is changed</source>
        <translation>Übernimmt Einstellungen aus JSON; ist ein Wert ungültig, wird nichts geändert</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Nothing was changed:</source>
        <translation>Nichts wurde geändert:</translation>
    </message>
</context>
<context>
    <name>SettingsTable</name>
    <message>
        <source>Wait for another network</source>
        <translation>Auf ein anderes Netz warten</translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>Trotzdem synchronisieren</translation>
    </message>
    <message>
        <source>Sync always</source>
        <translation>Immer synchronisieren</translation>
    </message>
    <message>
        <source>Pause while the battery saver is on</source>
        <translation>Im Energiesparmodus anhalten</translation>
    </message>
    <message>
        <source>Pause while running on battery</source>
        <translation>Im Akkubetrieb anhalten</translation>
    </message>
    <message>
        <source>System proxy</source>
        <translation>Der Proxy des Systems</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Kein Proxy</translation>
    </message>
    <message>
        <source>Custom proxy</source>
        <translation>Eigener Proxy</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS 5</source>
        <translation>SOCKS 5</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Die Sprache des Systems</translation>
    </message>
    <message>
        <source>Monochrome, to match the panel</source>
        <translation>Einfarbig, passend zur Leiste</translation>
    </message>
    <message>
        <source>Coloured</source>
        <translation>Farbig</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>How long changes are collected and how often new items are fetched; 0 = live</source>
        <translation>Wie lange Änderungen gesammelt und wie oft Neues geholt wird; 0 = sofort</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Größe einer Sendung</translation>
    </message>
    <message>
        <source>Items sent in one request</source>
        <translation>Einträge in einer Anfrage</translation>
    </message>
    <message>
        <source>Metered networks</source>
        <translation>Getaktete Netze</translation>
    </message>
    <message>
        <source>What to do on a network where data is charged by volume</source>
        <translation>Was in einem Netz geschieht, das nach Menge bezahlt wird</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Akku</translation>
    </message>
    <message>
        <source>What to do when this computer saves power</source>
        <translation>Was geschieht, wenn dieser Computer Strom spart</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>How to reach the server; never used for this computer itself</source>
        <translation>Der Weg zum Server; nie für diesen Computer selbst</translation>
    </message>
    <message>
        <source>Kind of proxy</source>
        <translation>Art des Proxys</translation>
    </message>
    <message>
        <source>The protocol that the proxy speaks</source>
        <translation>Das Protokoll, das der Proxy spricht</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Proxy-Host</translation>
    </message>
    <message>
        <source>Name or address of the proxy, without http:// and port</source>
        <translation>Name oder Adresse des Proxys, ohne http:// und Port</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Proxy-Port</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>Port des Proxys</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>Proxy-Benutzer</translation>
    </message>
    <message>
        <source>User name for the proxy, if it asks for one</source>
        <translation>Benutzername für den Proxy, falls er danach fragt</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Proxy-Passwort</translation>
    </message>
    <message>
        <source>Stored where the sign-in is stored, never in the settings file</source>
        <translation>Liegt, wo die Anmeldung liegt, nie in der Einstellungsdatei</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Start the tray application with the desktop</source>
        <translation>Die Anwendung mit der Arbeitsumgebung starten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of windows, messages and commands</source>
        <translation>Die Sprache von Fenstern, Meldungen und Befehlen</translation>
    </message>
    <message>
        <source>Tray icon</source>
        <translation>Symbol in der Leiste</translation>
    </message>
    <message>
        <source>How the icon in the panel looks</source>
        <translation>Wie das Symbol in der Leiste aussieht</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Notify when a newer change replaces one of yours</source>
        <translation>Melden, wenn eine neuere Änderung eine von Ihnen ersetzt hat</translation>
    </message>
    <message>
        <source>Refused items</source>
        <translation>Abgelehnte Einträge</translation>
    </message>
    <message>
        <source>Expired sign-in</source>
        <translation>Abgelaufene Anmeldung</translation>
    </message>
    <message>
        <source>Notify when you have to sign in again</source>
        <translation>Melden, wenn Sie sich neu anmelden müssen</translation>
    </message>
    <message>
        <source>Problem on this computer</source>
        <translation>Problem auf diesem Computer</translation>
    </message>
    <message>
        <source>Messages from the server</source>
        <translation>Nachrichten vom Server</translation>
    </message>
    <message>
        <source>Notify when there is news from the server</source>
        <translation>Melden, wenn es Neues vom Server gibt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>How much is written to mimir.log in the profile</source>
        <translation>Wie viel in mimir.log im Profil geschrieben wird</translation>
    </message>
    <message>
        <source>%1 must be %2.</source>
        <translation>%1 muss %2 sein.</translation>
    </message>
    <message>
        <source>%1 must be one line of at most %2 characters.</source>
        <translation>%1 muss eine Zeile mit höchstens %2 Zeichen sein.</translation>
    </message>
    <message>
        <source>%1 must be a host name or an address, without http:// and port.</source>
        <translation>%1 muss ein Hostname oder eine Adresse sein, ohne http:// und Port.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>on (an) oder off (aus)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, or %2</source>
        <translation>%1, oder %2</translation>
    </message>
    <message>
        <source>any text</source>
        <translation>beliebiger Text</translation>
    </message>
    <message>
        <source>%1 is not stored in the settings.</source>
        <translation>%1 steht nicht in den Einstellungen.</translation>
    </message>
    <message>
        <source>A custom proxy needs proxy.host: set it together with proxy.mode, or before it.</source>
        <translation>Ein eigener Proxy braucht proxy.host: Setzen Sie es zusammen mit proxy.mode oder vorher.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>What the bars of the last 24 hours count</source>
        <translation>Was die Balken der letzten 24 Stunden zählen</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>File with the certificates of your own authority (PEM), trusted in addition to the system&apos;s</source>
        <translation>Datei mit den Zertifikaten Ihrer eigenen Zertifizierungsstelle (PEM), der zusätzlich zu denen des Systems vertraut wird</translation>
    </message>
    <message>
        <source>%1 must be an absolute path, such as /etc/ssl/company.pem.</source>
        <translation>%1 muss ein absoluter Pfad sein, etwa /etc/ssl/company.pem.</translation>
    </message>
    <message>
        <source>%1: this file contains no certificate (PEM).</source>
        <translation>%1: In dieser Datei ist kein Zertifikat (PEM).</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Notify when the server refuses items, or items cannot be sent</source>
        <translation>Melden, wenn der Server Einträge abgelehnt hat oder Einträge nicht gesendet werden können</translation>
    </message>
    <message>
        <source>Notify when the disk is full, the history or settings file is damaged, or an agent is about to delete what is not in your history</source>
        <translation>Melden, wenn die Festplatte voll ist, die Verlaufs- oder Einstellungsdatei beschädigt ist oder ein Agent bald löscht, was nicht in Ihrem Verlauf ist</translation>
    </message>
    <message>
        <source>Receive telemetry</source>
        <translation>Telemetrie empfangen</translation>
    </message>
    <message>
        <source>Store the decisions that agents tell of, as “mimir telemetry install” has set them up to do</source>
        <translation>Entscheidungen speichern, die Agenten melden, wie „mimir telemetry install“ es eingerichtet hat</translation>
    </message>
    <message>
        <source>Telemetry port</source>
        <translation>Telemetrie-Port</translation>
    </message>
    <message>
        <source>Port of this computer&apos;s own address 127.0.0.1 that agents send telemetry to</source>
        <translation>Port der eigenen Adresse 127.0.0.1 dieses Rechners, an den Agenten Telemetrie senden</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetrie</translation>
    </message>
</context>
<context>
    <name>SettingsText</name>
    <message>
        <source>%1 must be %2.</source>
        <translation>%1 muss sein: %2.</translation>
    </message>
    <message>
        <source>%1 The default is used.</source>
        <translation>%1 Es gilt die Vorgabe.</translation>
    </message>
    <message>
        <source>The settings file cannot be read and was left as it is: %1</source>
        <translation>Die Einstellungsdatei kann nicht gelesen werden und bleibt, wie sie ist: %1</translation>
    </message>
    <message>
        <source>There is no setting %1.</source>
        <translation>Es gibt keine Einstellung %1.</translation>
    </message>
    <message>
        <source>This is not a settings file: it must be one JSON object.</source>
        <translation>Das ist keine Datei mit Einstellungen: Sie muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>Another program is changing the settings. Try again in a moment.</source>
        <translation>Ein anderes Programm ändert gerade die Einstellungen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The setting could not be saved. Check that the profile directory is writable.</source>
        <translation>Die Einstellung konnte nicht gespeichert werden. Prüfen Sie, ob in das Profilverzeichnis geschrieben werden kann.</translation>
    </message>
    <message>
        <source>The setting could not be saved: %1.</source>
        <translation>Die Einstellung konnte nicht gespeichert werden: %1.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>you</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>a teammate</source>
        <translation>jemandem im Team</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>“%1” is shared by %2.</source>
        <translation>„%1“ wird von %2 geteilt.</translation>
    </message>
    <message>
        <source>“%1” is not shared: it is yours alone, on your devices.</source>
        <translation>„%1“ ist nicht geteilt: Sie gehört Ihnen allein, auf Ihren Geräten.</translation>
    </message>
    <message>
        <source>“%1” will be shared as soon as you sign in to a team.</source>
        <translation>„%1“ wird geteilt, sobald Sie bei einem Team angemeldet sind.</translation>
    </message>
    <message>
        <source>“%1” will be shared as soon as you send what privacy mode holds here.</source>
        <translation>„%1“ wird geteilt, sobald Sie senden, was der Privatmodus hier zurückhält.</translation>
    </message>
    <message>
        <source>“%1” is marked as shared, but a privacy rule keeps it on this device: no one else sees it.</source>
        <translation>„%1“ ist zum Teilen vorgesehen, aber eine Privatsphäre-Regel hält sie auf diesem Gerät: Niemand sonst sieht sie.</translation>
    </message>
    <message>
        <source>You share “%1” with the team %2: everyone in it can read it, and only you can change it.</source>
        <translation>Sie teilen „%1“ mit dem Team %2: Alle darin können sie lesen, und nur Sie können sie ändern.</translation>
    </message>
    <message>
        <source>“%1” belongs to another account: sign in with it to share it or to stop sharing it.</source>
        <translation>„%1“ gehört zu einem anderen Konto: Melden Sie sich damit an, um sie zu teilen oder nicht mehr zu teilen.</translation>
    </message>
    <message>
        <source>“%1” belongs to %2: sign in with that account to share it or to stop sharing it.</source>
        <translation>„%1“ gehört %2: Melden Sie sich mit diesem Konto an, um sie zu teilen oder nicht mehr zu teilen.</translation>
    </message>
    <message>
        <source>“%1” is shared by %2, and only they can change that.</source>
        <translation>„%1“ wird von %2 geteilt; nur dort lässt sich das ändern.</translation>
    </message>
    <message>
        <source>you, when signed in</source>
        <translation>Sie, nach der Anmeldung</translation>
    </message>
    <message>
        <source>you, when sent</source>
        <translation>Sie, sobald gesendet</translation>
    </message>
    <message>
        <source>no one: kept here</source>
        <translation>niemand: bleibt hier</translation>
    </message>
    <message>
        <source>“%1” will be shared with the team %2 when this change is sent: then everyone in it can read it, and only you can change it.</source>
        <translation>„%1“ wird mit dem Team %2 geteilt, sobald diese Änderung gesendet ist: Dann können alle darin sie lesen, und nur Sie können sie ändern.</translation>
    </message>
    <message>
        <source>“%1” is marked as shared, but the server refused that: no one else sees it.</source>
        <translation>„%1“ ist zum Teilen vorgesehen, aber der Server hat das abgelehnt: Niemand sonst sieht sie.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but privacy mode holds that change here: until you send it, the team %2 may still read it.</source>
        <translation>Sie teilen „%1“ nicht mehr, aber der Privatmodus hält diese Änderung hier zurück: Bis Sie sie senden, kann das Team %2 sie vielleicht noch lesen.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but what you change in it is not sent, so that the team %2 may still read it. Remove it from the server to end that: it stays on this device.</source>
        <translation>Sie teilen „%1“ nicht mehr, aber was Sie darin ändern, wird nicht gesendet, sodass das Team %2 sie vielleicht noch lesen kann. Entfernen Sie sie vom Server, um das zu beenden: Auf diesem Gerät bleibt sie.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but the server refused that, so that the team %2 may still read it.</source>
        <translation>Sie teilen „%1“ nicht mehr, aber der Server hat das abgelehnt, sodass das Team %2 sie vielleicht noch lesen kann.</translation>
    </message>
    <message>
        <source>“%1” is no longer shared when this change is sent. Until then, the team %2 may still read it.</source>
        <translation>„%1“ ist nicht mehr geteilt, sobald diese Änderung gesendet ist. Bis dahin kann das Team %2 sie vielleicht noch lesen.</translation>
    </message>
    <message>
        <source>no one: refused</source>
        <translation>niemand: abgelehnt</translation>
    </message>
</context>
<context>
    <name>SignOutText</name>
    <message numerus="yes">
        <source>%n item(s) exist only on this device: removing the history here destroys them.</source>
        <translation>
            <numerusform>%n Eintrag gibt es nur auf diesem Gerät: Den Verlauf hier zu entfernen zerstört ihn.</numerusform>
            <numerusform>%n Einträge gibt es nur auf diesem Gerät: Den Verlauf hier zu entfernen zerstört sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are complete only on this device: the rest of them was withheld from the server.</source>
        <translation>
            <numerusform>%n Eintrag ist nur auf diesem Gerät vollständig: Der Rest wurde beim Senden weggelassen.</numerusform>
            <numerusform>%n Einträge sind nur auf diesem Gerät vollständig: Der Rest wurde beim Senden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied here and were put aside; the server has them.</source>
        <translation>
            <numerusform>%n Eintrag vom Server konnte hier nicht übernommen werden und wurde beiseitegelegt; der Server hat ihn.</numerusform>
            <numerusform>%n Einträge vom Server konnten hier nicht übernommen werden und wurden beiseitegelegt; der Server hat sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything here is on the server too.</source>
        <translation>Alles hier ist auch auf dem Server.</translation>
    </message>
    <message>
        <source>This device is signed out, but its sign-in could not be removed from where it is stored. Remove it in your keyring program, or end it from another device, in the list of devices.</source>
        <translation>Dieses Gerät ist abgemeldet, aber seine Anmeldung konnte dort, wo sie aufbewahrt wird, nicht entfernt werden. Entfernen Sie sie im Programm des Schlüsselbunds, oder beenden Sie sie von einem anderen Gerät aus, in der Liste der Geräte.</translation>
    </message>
    <message>
        <source>This device is signed out, but its sign-in could not be removed from tokens.json in the profile&apos;s directory (%1). Remove that file, or end the sign-in from another device, in the list of devices.</source>
        <translation>Dieses Gerät ist abgemeldet, aber seine Anmeldung konnte nicht aus tokens.json im Verzeichnis des Profils entfernt werden (%1). Entfernen Sie diese Datei, oder beenden Sie die Anmeldung von einem anderen Gerät aus, in der Liste der Geräte.</translation>
    </message>
    <message>
        <source>The disk is full, so that the sign-out could not be noted: this device is still signed in, and nothing was changed. Make space, then sign out again.</source>
        <translation>Die Festplatte ist voll, daher konnte die Abmeldung nicht festgehalten werden: Dieses Gerät ist weiterhin angemeldet, und nichts wurde geändert. Schaffen Sie Platz, und melden Sie sich dann noch einmal ab.</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>followed</source>
        <translation>wird verfolgt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>wird nicht verfolgt</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s), all of them read</source>
        <translation>
            <numerusform>%n Mitschrift, gelesen</numerusform>
            <numerusform>%n Mitschriften, alle gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s), %1 of them (%2) still to be read</source>
        <translation>
            <numerusform>%n Mitschrift, davon %1 (%2) noch zu lesen</numerusform>
            <numerusform>%n Mitschriften, davon %1 (%2) noch zu lesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n transcript(s) that are not in your history.</source>
        <translation>
            <numerusform>%1 löscht, was sich %2 Tage lang nicht geändert hat (%3). Binnen einer Woche löscht es %n Mitschrift, die nicht in Ihrem Verlauf ist.</numerusform>
            <numerusform>%1 löscht, was sich %2 Tage lang nicht geändert hat (%3). Binnen einer Woche löscht es %n Mitschriften, die nicht in Ihrem Verlauf sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the first is %1: %2</source>
        <translation>
            <numerusform>%n Mitschrift konnte nicht gelesen werden, und zwar %1: %2</numerusform>
            <numerusform>%n Mitschriften konnten nicht gelesen werden; die erste ist %1: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>sie ist nicht mehr da</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it cannot be opened; check who may read it</source>
        <translation>sie kann nicht geöffnet werden; prüfen Sie, wer sie lesen darf</translation>
    </message>
    <message>
        <source>it is not a database, or is damaged</source>
        <translation>sie ist keine Datenbank oder beschädigt</translation>
    </message>
    <message>
        <source>another program was using it; it is tried again at the next look</source>
        <translation>ein anderes Programm hat sie benutzt; beim nächsten Mal wird es wieder versucht</translation>
    </message>
    <message>
        <source>it cannot be read without writing beside it, which Mimir Sync does not do</source>
        <translation>sie kann nicht gelesen werden, ohne daneben zu schreiben, und das tut Mimir Sync nicht</translation>
    </message>
    <message>
        <source>it is too large, or takes too long to read</source>
        <translation>sie ist zu groß oder braucht zum Lesen zu lange</translation>
    </message>
</context>
<context>
    <name>SourcesCoverage</name>
    <message>
        <source>Shows which agents&apos; histories your devices have followed, from when to when, and whether these histories say what was allowed</source>
        <translation>Zeigt, welche Verläufe von Agenten Ihre Geräte von wann bis wann verfolgt haben und ob darin steht, was erlaubt wurde</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>JSON ausgeben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>No device has followed an agent&apos;s history yet. “mimir sources enable AGENT” begins to.</source>
        <translation>Noch kein Gerät hat den Verlauf eines Agenten verfolgt. „mimir sources enable AGENT“ beginnt damit.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Lacks</source>
        <translation>Es fehlt</translation>
    </message>
    <message>
        <source>%1 (ended)</source>
        <translation>%1 (beendet)</translation>
    </message>
</context>
<context>
    <name>SourcesDisable</name>
    <message>
        <source>No longer follows an agent&apos;s history; what was read stays</source>
        <translation>Verfolgt den Verlauf eines Agenten nicht mehr; was gelesen wurde, bleibt</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>%1 is not followed there. Nothing was changed.</source>
        <translation>%1 wird dort nicht verfolgt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is no longer followed in %2. What was read stays in the history.</source>
        <translation>%1 wird in %2 nicht mehr verfolgt. Was gelesen wurde, bleibt im Verlauf.</translation>
    </message>
</context>
<context>
    <name>SourcesEnable</name>
    <message>
        <source>Follows an agent&apos;s history: what it writes is added to yours from now on</source>
        <translation>Verfolgt den Verlauf eines Agenten: Was er schreibt, kommt von nun an in Ihren</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>WHEN</source>
        <translation>WANN</translation>
    </message>
    <message>
        <source>leave alone what was last written before: 2026-08-01, yesterday, 7d, 4w (ago)</source>
        <translation>auslassen, was zuletzt davor geschrieben wurde: 2026-08-01, yesterday, 7d, 4w (zuvor)</translation>
    </message>
    <message>
        <source>%1 is not a point in time: use 2026-08-01, yesterday, 7d or 4w.</source>
        <translation>%1 ist kein Zeitpunkt: Verwenden Sie 2026-08-01, yesterday, 7d oder 4w.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Nothing was changed.</source>
        <translation>%1 ist kein Ordner. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is followed in %2.</source>
        <translation>%1 wird in %2 verfolgt.</translation>
    </message>
    <message>
        <source>%1 is followed in %2, which is not there yet.</source>
        <translation>%1 wird in %2 verfolgt; den Ordner gibt es noch nicht.</translation>
    </message>
    <message>
        <source>Mimir Sync is running and reads it now.</source>
        <translation>Mimir Sync läuft und liest ihn jetzt.</translation>
    </message>
    <message>
        <source>It is read while Mimir Sync or “mimir sync run” runs, or by “mimir sources scan %1”.</source>
        <translation>Gelesen wird, während Mimir Sync oder „mimir sync run“ läuft, oder mit „mimir sources scan %1“.</translation>
    </message>
</context>
<context>
    <name>SourcesList</name>
    <message>
        <source>Lists the agents whose history is found on this computer</source>
        <translation>Zeigt die Agenten, deren Verlauf auf diesem Computer liegt</translation>
    </message>
    <message>
        <source>No history of an agent that Mimir Sync can read was found.</source>
        <translation>Es wurde kein Verlauf eines Agenten gefunden, den Mimir Sync lesen kann.</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>JSON ausgeben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Mitschriften</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>Zuletzt geschrieben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>%1 “mimir sources scan %2” adds them.</source>
        <translation>%1 „mimir sources scan %2“ nimmt sie auf.</translation>
    </message>
</context>
<context>
    <name>SourcesScan</name>
    <message>
        <source>Adds what an agent has written since the last time to the history</source>
        <translation>Übernimmt in den Verlauf, was ein Agent seit dem letzten Mal geschrieben hat</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>read this folder instead of the agent&apos;s usual ones</source>
        <translation>diesen Ordner statt der üblichen des Agenten lesen</translation>
    </message>
    <message>
        <source>There is no agent %1: “mimir sources list” names those that are found.</source>
        <translation>Es gibt keinen Agenten %1: „mimir sources list“ nennt die gefundenen.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Nothing was read.</source>
        <translation>%1 ist kein Ordner. Es wurde nichts gelesen.</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 von %2 MB</translation>
    </message>
    <message>
        <source>%1 was not read: %2</source>
        <translation>%1 wurde nicht gelesen: %2</translation>
    </message>
    <message>
        <source>%1 of %2 transcripts had something new: %3 new, %4 changed.</source>
        <translation>%1 von %2 Mitschriften enthielten Neues: %3 neu, %4 geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read and were passed over.</source>
        <translation>
            <numerusform>%n Zeile war nicht lesbar und wurde übergangen.</numerusform>
            <numerusform>%n Zeilen waren nicht lesbar und wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>%n Eintrag wurde hier früher gelöscht und bleibt gelöscht.</numerusform>
            <numerusform>%n Einträge wurden hier früher gelöscht und bleiben gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were not stored, the first because: %1</source>
        <translation>
            <numerusform>%n Eintrag wurde nicht gespeichert, weil: %1</numerusform>
            <numerusform>%n Einträge wurden nicht gespeichert, der erste, weil: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no transcript of %1 in %2. It usually keeps them in %3.</source>
        <translation>In %2 ist keine Mitschrift von %1. Üblicherweise liegen sie in %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of what agents told by hooks.</source>
        <translation>
            <numerusform>%n Eintrag aus dem, was Agenten mit Hooks gemeldet haben.</numerusform>
            <numerusform>%n Einträge aus dem, was Agenten mit Hooks gemeldet haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of hooks could not be read and were passed over.</source>
        <translation>
            <numerusform>%n Zeile von Hooks war nicht lesbar und wurde übergangen.</numerusform>
            <numerusform>%n Zeilen von Hooks waren nicht lesbar und wurden übergangen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Say which agent: %1.</source>
        <translation>Nennen Sie den Agenten: %1.</translation>
    </message>
</context>
<context>
    <name>SourcesStatus</name>
    <message>
        <source>Shows how far the agents&apos; histories are in yours, and what could not be read</source>
        <translation>Zeigt, wie weit die Verläufe der Agenten in Ihrem sind und was nicht gelesen werden konnte</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>JSON ausgeben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>No agent&apos;s history is followed. “mimir sources list” names those that are found, and “mimir sources enable AGENT” follows one.</source>
        <translation>Kein Verlauf eines Agenten wird verfolgt. „mimir sources list“ nennt die gefundenen, „mimir sources enable AGENT“ verfolgt einen.</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 in %2: %3</translation>
    </message>
    <message>
        <source>  What was last written before %1 is left alone</source>
        <translation>  Was zuletzt vor %1 geschrieben wurde, bleibt außen vor</translation>
    </message>
    <message>
        <source>  Followed since %1, looked at last %2</source>
        <translation>  Verfolgt seit %1, zuletzt angesehen %2</translation>
    </message>
    <message>
        <source>  Followed since %1; its first reading is not finished, and goes on while Mimir Sync or “mimir sync run” runs</source>
        <translation>  Verfolgt seit %1; das erste Lesen ist nicht abgeschlossen und geht weiter, während Mimir Sync oder „mimir sync run“ läuft</translation>
    </message>
    <message>
        <source>  Records that this version does not know: %1</source>
        <translation>  Einträge, die diese Version nicht kennt: %1</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>The server says it is not valid.</source>
        <translation>Der Server sagt, er sei nicht gültig.</translation>
    </message>
    <message>
        <source>The server has a different version, which cannot be changed.</source>
        <translation>Der Server hat eine andere Fassung, die nicht geändert werden kann.</translation>
    </message>
    <message>
        <source>Your account is not allowed to change this in the team.</source>
        <translation>Ihr Konto darf das im Team nicht ändern.</translation>
    </message>
    <message>
        <source>Its conversation is not on the server.</source>
        <translation>Der Server hat die Unterhaltung dazu nicht.</translation>
    </message>
    <message>
        <source>The team has used up its space on the server.</source>
        <translation>Der Platz des Teams auf dem Server ist aufgebraucht.</translation>
    </message>
    <message>
        <source>The server gave no reason.</source>
        <translation>Der Server hat keinen Grund genannt.</translation>
    </message>
    <message>
        <source>The server answered: %1</source>
        <translation>Antwort des Servers: %1</translation>
    </message>
    <message>
        <source>It belongs to someone else in the team, and only they can change it.</source>
        <translation>Er gehört jemand anderem im Team; nur diese Person darf ihn ändern.</translation>
    </message>
    <message>
        <source>You can only read in this team. If you need to write, ask its admin, then try again.</source>
        <translation>Sie dürfen in diesem Team nur lesen. Wenn Sie schreiben müssen, fragen Sie den Admin des Teams und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>This device was removed from your account, so it no longer syncs. Everything stays here; sign in again to resume syncing.</source>
        <translation>Dieses Gerät wurde aus Ihrem Konto entfernt und wird nicht mehr synchronisiert. Alles bleibt hier; melden Sie sich wieder an, um weiter zu synchronisieren.</translation>
    </message>
    <message>
        <source>Nothing is waiting to be sent.</source>
        <translation>Nichts wartet darauf, gesendet zu werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are safe on this device and will be sent.</source>
        <translation>
            <numerusform>%n Änderung ist auf diesem Gerät sicher und wird gesendet.</numerusform>
            <numerusform>%n Änderungen sind auf diesem Gerät sicher und werden gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your sign-in has expired. Sign in again; until then, everything stays safe on this device.</source>
        <translation>Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an; bis dahin bleibt alles sicher auf diesem Gerät.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused by the server and stay on this device. Review them and try again.</source>
        <translation>
            <numerusform>%n Eintrag wurde vom Server abgelehnt und bleibt auf diesem Gerät. Sehen Sie ihn an und versuchen Sie es noch einmal.</numerusform>
            <numerusform>%n Einträge wurden vom Server abgelehnt und bleiben auf diesem Gerät. Sehen Sie sie an und versuchen Sie es noch einmal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.</source>
        <translation>
            <numerusform>%n Eintrag vom Server konnte nicht übernommen werden und wurde beiseitegelegt. Rufen Sie „mimir doctor“ auf.</numerusform>
            <numerusform>%n Einträge vom Server konnten nicht übernommen werden und wurden beiseitegelegt. Rufen Sie „mimir doctor“ auf.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server is busy. </source>
        <translation>Der Server ist ausgelastet. </translation>
    </message>
    <message>
        <source>Paused until you resume. </source>
        <translation>Angehalten, bis Sie fortsetzen. </translation>
    </message>
    <message>
        <source>Paused until %1. </source>
        <translation>Angehalten bis %1. </translation>
    </message>
    <message numerus="yes">
        <source>Privacy mode is on: nothing leaves this device. %n item(s) recorded since then are held.</source>
        <translation>
            <numerusform>Der Privatmodus ist an: Nichts verlässt dieses Gerät. %n seitdem aufgezeichneter Eintrag wird zurückgehalten.</numerusform>
            <numerusform>Der Privatmodus ist an: Nichts verlässt dieses Gerät. %n seitdem aufgezeichnete Einträge werden zurückgehalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device.</source>
        <translation>Der Privatmodus ist an: Nichts verlässt dieses Gerät.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held here until you choose to send or keep them.</source>
        <translation>
            <numerusform>%n im Privatmodus aufgezeichneter Eintrag wird hier zurückgehalten, bis Sie wählen, ob er gesendet wird.</numerusform>
            <numerusform>%n im Privatmodus aufgezeichnete Einträge werden hier zurückgehalten, bis Sie wählen, ob sie gesendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Synchronisiert gerade</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>Synchron</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>Nur auf diesem Gerät</translation>
    </message>
    <message>
        <source>Signed out. New work is recorded here and sent after you sign in.</source>
        <translation>Abgemeldet. Neues wird hier aufgezeichnet und nach der Anmeldung gesendet.</translation>
    </message>
    <message>
        <source>Syncing %1 of %2</source>
        <translation>Synchronisiert %1 von %2</translation>
    </message>
    <message>
        <source>Sign in to the network first: its sign-in page answers in place of your server. </source>
        <translation>Melden Sie sich zuerst im Netz an: Seine Anmeldeseite antwortet statt Ihres Servers. </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device and will be sent when the network is back.</source>
        <translation>
            <numerusform>Offline – %n Änderung ist auf diesem Gerät sicher und wird gesendet, sobald das Netz wieder da ist.</numerusform>
            <numerusform>Offline – %n Änderungen sind auf diesem Gerät sicher und werden gesendet, sobald das Netz wieder da ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline – nothing is waiting to be sent; new items are fetched when the network is back.</source>
        <translation>Offline – nichts wartet darauf, gesendet zu werden; Neues wird geholt, wenn das Netz wieder da ist.</translation>
    </message>
    <message>
        <source>Everything is synced.</source>
        <translation>Alles ist synchron.</translation>
    </message>
    <message>
        <source>History is kept on this device only. Sign in to sync it with your other devices.</source>
        <translation>Der Verlauf bleibt nur auf diesem Gerät. Melden Sie sich an, um ihn mit Ihren anderen Geräten zu synchronisieren.</translation>
    </message>
    <message>
        <source>The data is not valid. Nothing was stored.</source>
        <translation>Die Daten sind nicht gültig. Nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>The item is larger than 8 MiB. It was not stored.</source>
        <translation>Der Eintrag ist größer als 8 MiB. Er wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Audit entries are never changed or deleted. Nothing was changed.</source>
        <translation>Prüfeinträge werden nie geändert oder gelöscht. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Not found.</source>
        <translation>Es wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>It was deleted earlier, and a deleted item cannot come back under the same id.</source>
        <translation>Es wurde früher gelöscht, und Gelöschtes kommt nicht unter derselben ID wieder.</translation>
    </message>
    <message>
        <source>The history file was written by a newer version of Mimir Sync and was left untouched. Install the newer version.</source>
        <translation>Die Verlaufsdatei stammt von einer neueren Version von Mimir Sync. Sie wurde nicht angerührt: Installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing that was saved is lost, but nothing new can be recorded: free up some space.</source>
        <translation>Der Datenträger ist voll. Nichts Gespeichertes ist verloren, aber Neues kann nicht aufgezeichnet werden: Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Another program is using the history file, so nothing was changed. Try again in a moment; if this goes on, end that program.</source>
        <translation>Ein anderes Programm benutzt die Verlaufsdatei, deshalb wurde nichts geändert. Versuchen Sie es gleich noch einmal; bleibt es so, beenden Sie jenes Programm.</translation>
    </message>
    <message>
        <source>The history file could not be used. Nothing was changed, and nothing was sent.</source>
        <translation>Die Verlaufsdatei konnte nicht benutzt werden. Nichts wurde geändert, und nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Your data is safe on this device.</source>
        <translation>Der Server ist nicht erreichbar. Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Your data is safe on this device.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>Something answered, but it is not a Mimir Teams server. Check the address, or sign in to the network.</source>
        <translation>Es hat etwas geantwortet, aber kein Mimir-Teams-Server: Prüfen Sie die Adresse, oder melden Sie sich am Netz an.</translation>
    </message>
    <message>
        <source>The server is busy. Your data is safe on this device and will be tried again.</source>
        <translation>Der Server ist ausgelastet. Ihre Daten sind auf diesem Gerät sicher; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The address is not encrypted (http). Nothing was sent: use https.</source>
        <translation>Die Adresse ist unverschlüsselt (http). Nichts wurde gesendet: Nehmen Sie https.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>Die E-Mail-Adresse oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>The server does not allow this for your account.</source>
        <translation>Der Server erlaubt das Ihrem Konto nicht.</translation>
    </message>
    <message>
        <source>You are not signed in. Your data is safe on this device.</source>
        <translation>Sie sind nicht angemeldet. Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>The server&apos;s history differs from the one on this device. This is being resolved.</source>
        <translation>Der Verlauf des Servers weicht von dem auf diesem Gerät ab. Das wird gerade bereinigt.</translation>
    </message>
    <message>
        <source>The server refused the request. The items stay on this device.</source>
        <translation>Der Server hat die Anfrage abgelehnt. Die Einträge bleiben auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing is lost.</source>
        <translation>Es wurde abgebrochen. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Another process is syncing this profile.</source>
        <translation>Ein anderer Prozess synchronisiert dieses Profil.</translation>
    </message>
    <message>
        <source>The command was not understood.</source>
        <translation>Der Befehl wurde nicht verstanden.</translation>
    </message>
    <message>
        <source>Something went wrong. Your data is safe on this device.</source>
        <translation>Etwas ist schiefgegangen. Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>Paused on a metered network. </source>
        <translation>In einem getakteten Netz angehalten. </translation>
    </message>
    <message>
        <source>Paused to save the battery. </source>
        <translation>Angehalten, um den Akku zu schonen. </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are safe on this device.</source>
        <translation>
            <numerusform>%n Änderung ist sicher auf diesem Gerät.</numerusform>
            <numerusform>%n Änderungen sind sicher auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source> Resume to sync anyway.</source>
        <translation> „Fortsetzen“ synchronisiert trotzdem.</translation>
    </message>
    <message>
        <source>The proxy cannot be used: check its address, user and password. Your data is safe on this device.</source>
        <translation>Der Proxy kann nicht benutzt werden: Prüfen Sie Adresse, Benutzer und Passwort. Ihre Daten sind sicher auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Your organisation does not allow privacy mode. It stays on, and nothing leaves this device, until you turn it off; after that, you cannot turn it on again.</source>
        <translation>Ihre Organisation erlaubt den Privatmodus nicht. Er bleibt an, und nichts verlässt dieses Gerät, bis Sie ihn ausschalten; danach lässt er sich nicht wieder einschalten.</translation>
    </message>
    <message>
        <source>Your organisation does not allow privacy mode, so you cannot turn it on. What you record is sent to your server.</source>
        <translation>Ihre Organisation erlaubt den Privatmodus nicht, darum lässt er sich nicht einschalten: Was Sie aufzeichnen, wird an Ihren Server gesendet.</translation>
    </message>
    <message>
        <source>The server will accept some of it only later. </source>
        <translation>Der Server nimmt einen Teil erst später an. </translation>
    </message>
    <message>
        <source>Nothing is waiting to be sent, but not everything has been fetched from the server yet.</source>
        <translation>Nichts wartet darauf, gesendet zu werden, aber vom Server ist noch nicht alles geholt.</translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device.</source>
        <translation>
            <numerusform>Offline – %n Änderung ist sicher auf diesem Gerät.</numerusform>
            <numerusform>Offline – %n Änderungen sind sicher auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out. New work is recorded here.</source>
        <translation>Abgemeldet. Neue Arbeit wird hier aufgezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>Fetching new items: %n so far</source>
        <translation>
            <numerusform>Neues wird geholt: bisher %n Eintrag</numerusform>
            <numerusform>Neues wird geholt: bisher %n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>The server could not store it.</source>
        <translation>Der Server konnte es nicht speichern.</translation>
    </message>
    <message>
        <source>Setup is not finished: nothing leaves this device until it is.</source>
        <translation>Die Einrichtung ist nicht abgeschlossen: vorher verlässt nichts dieses Gerät.</translation>
    </message>
    <message>
        <source>The server refused it even when sent on its own, and gave no reason.</source>
        <translation>Der Server hat ihn auch einzeln abgelehnt und keinen Grund genannt.</translation>
    </message>
    <message>
        <source>The file with your sign-in cannot be read: sign in again. </source>
        <translation>Die Datei mit Ihrer Anmeldung ist nicht lesbar: Melden Sie sich wieder an. </translation>
    </message>
    <message>
        <source>The keyring is locked or not responding, so your sign-in cannot be read: unlock it and choose “Sync now”, or sign in again. </source>
        <translation>Der Schlüsselbund ist gesperrt oder antwortet nicht, daher ist Ihre Anmeldung nicht lesbar: Entsperren Sie ihn und wählen Sie „Jetzt synchronisieren“, oder melden Sie sich wieder an. </translation>
    </message>
    <message>
        <source>The keyring, or the file that holds your sign-in, cannot be used right now. Unlock the keyring and try again; your data is safe on this device.</source>
        <translation>Der Schlüsselbund oder die Datei, die Ihre Anmeldung aufbewahrt, ist jetzt nicht nutzbar. Entsperren Sie den Schlüsselbund und versuchen Sie es wieder; Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in %1: %n change(s) for it stay on this device and will be sent if you join it again.</source>
        <translation>
            <numerusform>Sie sind nicht mehr in %1: %n Änderung dafür bleibt auf diesem Gerät und wird gesendet, wenn Sie wieder dabei sind.</numerusform>
            <numerusform>Sie sind nicht mehr in %1: %n Änderungen dafür bleiben auf diesem Gerät und werden gesendet, wenn Sie wieder dabei sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>You are no longer in %1, so nothing is synced with it. Everything here stays on this device, and syncing resumes automatically if you join it again.</source>
        <translation>Sie sind nicht mehr in %1: Damit wird nichts synchronisiert. Was hier ist, bleibt auf diesem Gerät, und die Synchronisierung geht von selbst weiter, wenn Sie wieder dabei sind.</translation>
    </message>
    <message>
        <source>There were too many requests to the server from here. </source>
        <translation>Der Server hat von hier zu viele Anfragen bekommen. </translation>
    </message>
    <message>
        <source>The server&apos;s disk is full; tell its administrator. </source>
        <translation>Die Festplatte des Servers ist voll; sagen Sie es seinem Administrator. </translation>
    </message>
    <message>
        <source>The connection was too slow for the server. </source>
        <translation>Die Verbindung war dem Server zu langsam. </translation>
    </message>
    <message>
        <source>The server had an internal error. </source>
        <translation>Im Server trat ein Fehler auf. </translation>
    </message>
    <message>
        <source>The server refused the request. </source>
        <translation>Der Server hat die Anfrage abgelehnt. </translation>
    </message>
    <message>
        <source>Another program is using the history file. </source>
        <translation>Ein anderes Programm benutzt die Verlaufsdatei. </translation>
    </message>
    <message>
        <source>The server was last heard from at %1, and nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. </source>
        <translation>Der Server hat zuletzt um %1 geantwortet, und hier fragt ihn gerade niemand: Starten Sie Mimir Sync, oder führen Sie „mimir sync now“ aus. </translation>
    </message>
    <message>
        <source>Nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. </source>
        <translation>Hier fragt gerade niemand den Server: Starten Sie Mimir Sync, oder führen Sie „mimir sync now“ aus. </translation>
    </message>
    <message>
        <source>The server was last heard from at %1 and is being contacted again. </source>
        <translation>Der Server hat zuletzt um %1 geantwortet und wird erneut gefragt. </translation>
    </message>
    <message>
        <source>The server has not been contacted yet. </source>
        <translation>Der Server ist noch nicht gefragt worden. </translation>
    </message>
    <message>
        <source>Waiting for the keyring that holds your sign-in: it is not running yet. Syncing resumes automatically once it is, or when you sign in again. </source>
        <translation>Es wird auf den Schlüsselbund mit Ihrer Anmeldung gewartet: Er läuft noch nicht. Die Synchronisation geht von selbst weiter, sobald er läuft oder Sie sich neu anmelden. </translation>
    </message>
    <message>
        <source>The server did not answer in time. </source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. </translation>
    </message>
    <message>
        <source>There were too many attempts in a short time, so the server accepts no more for a while. Wait a few minutes and try again; your data is safe on this device.</source>
        <translation>Es waren zu viele Versuche in kurzer Zeit, darum nimmt der Server eine Weile keinen an. Warten Sie einige Minuten, und versuchen Sie es erneut; Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full, so it accepted nothing. Your data is safe on this device and will be sent when there is space: tell the server&apos;s administrator.</source>
        <translation>Die Festplatte des Servers ist voll, darum hat er nichts angenommen. Ihre Daten sind auf diesem Gerät sicher und werden gesendet, wenn Platz ist: Sagen Sie es dem Administrator des Servers.</translation>
    </message>
    <message>
        <source>The connection was too slow, so the server stopped waiting for the request. Your data is safe on this device and will be tried again.</source>
        <translation>Die Verbindung war zu langsam: Der Server hat nicht länger auf die Anfrage gewartet. Ihre Daten sind auf diesem Gerät sicher, und es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The server had an internal error. Your data is safe on this device and will be tried again; the server&apos;s log says more.</source>
        <translation>Im Server trat ein Fehler auf. Ihre Daten sind auf diesem Gerät sicher, und es wird erneut versucht; mehr steht im Protokoll des Servers.</translation>
    </message>
    <message>
        <source>The program that syncs this profile is not responding. Your data is safe on this device: wait for that program, or end it, and try again.</source>
        <translation>Das Programm, das dieses Profil synchronisiert, antwortet nicht. Ihre Daten sind auf diesem Gerät sicher: Lassen Sie dieses Programm weiterlaufen, oder beenden Sie es, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The profile is on a file system without locks, as on some network drives. Two programs could sync it at the same time, so none does. Your data is safe; move the profile to a local disk.</source>
        <translation>Das Profil liegt auf einem Dateisystem ohne Sperren, wie es manche Netzlaufwerke sind: Zwei Programme könnten es zugleich synchronisieren, darum tut es keines. Ihre Daten sind sicher; verschieben Sie das Profil auf einen lokalen Datenträger.</translation>
    </message>
    <message>
        <source>The file system that holds the profile cannot lock it, as on a network drive whose lock service is not running, so nothing is synced. Your data is safe; have the lock service started, or move the profile to a local disk.</source>
        <translation>Das Dateisystem, auf dem das Profil liegt, gibt keine Sperre her, wie ein Netzlaufwerk, dessen Sperrdienst nicht läuft: Nichts wird synchronisiert. Ihre Daten sind sicher; lassen Sie den Sperrdienst starten, oder verschieben Sie das Profil auf einen lokalen Datenträger.</translation>
    </message>
    <message>
        <source>Locking the profile was interrupted every time. Nothing was changed: try again.</source>
        <translation>Das Sperren des Profils wurde jedes Mal unterbrochen. Nichts wurde geändert: Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The history file was replaced by another file while it was in use. Nothing more is written to or sent from the old one: restart the program to use the new one.</source>
        <translation>Die Verlaufsdatei wurde durch eine andere ersetzt, während sie benutzt wurde. In die alte wird nichts mehr geschrieben und aus ihr nichts mehr gesendet: Starten Sie das Programm neu, um die neue zu benutzen.</translation>
    </message>
    <message>
        <source>The keyring that holds your sign-in is not running. Start it, or sign in again; your data is safe on this device.</source>
        <translation>Der Schlüsselbund mit Ihrer Anmeldung läuft nicht. Starten Sie ihn, oder melden Sie sich erneut an; Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>This profile is a copy of another one and does not use its sign-in, so sign in here as well. New work is recorded here and sent after you sign in.</source>
        <translation>Dieses Profil ist die Kopie eines anderen, dessen Anmeldung es nicht benutzt: Melden Sie sich auch hier an. Neue Arbeit wird hier aufgezeichnet und gesendet, nachdem Sie sich angemeldet haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of another account stay on this device until it signs in here again.</source>
        <translation>
            <numerusform>%n Änderung eines anderen Kontos bleibt auf diesem Gerät, bis es sich hier wieder anmeldet.</numerusform>
            <numerusform>%n Änderungen eines anderen Kontos bleiben auf diesem Gerät, bis es sich hier wieder anmeldet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of %1 stay on this device until that account signs in here again.</source>
        <translation>
            <numerusform>%n Änderung von %1 bleibt auf diesem Gerät, bis dieses Konto sich hier wieder anmeldet.</numerusform>
            <numerusform>%n Änderungen von %1 bleiben auf diesem Gerät, bis dieses Konto sich hier wieder anmeldet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was set up again: its teams have the same names, but it has nothing of what is on this device.</source>
        <translation>%1 wurde neu eingerichtet: Seine Teams heißen gleich, und von dem, was auf diesem Gerät ist, hat er nichts.</translation>
    </message>
    <message>
        <source>%1 has the same teams as %2, but a different history.</source>
        <translation>%1 hat dieselben Teams wie %2, aber nicht denselben Verlauf.</translation>
    </message>
    <message>
        <source>%1 has not yet shown that it has the same history. It is checked again automatically, and nothing is sent there until then.</source>
        <translation>%1 hat noch nicht gezeigt, dass dort derselbe Verlauf ist. Das wird automatisch wieder geprüft; bis dahin wird nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Nothing is sent there until you decide.</source>
        <translation>Dorthin wird nichts gesendet, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Send what is on this device to %1?</source>
        <translation>Was hier ist, an %1 senden?</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) stay on this device only, as you chose: their server no longer knows their team.</source>
        <translation>
            <numerusform>Eine Änderung bleibt nur auf diesem Gerät, wie Sie gewählt haben: Ihr Server kennt ihr Team nicht mehr.</numerusform>
            <numerusform>%n Änderungen bleiben nur auf diesem Gerät, wie Sie gewählt haben: Ihr Server kennt ihr Team nicht mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>Someone else could change the profile, so it was not used and nothing in it was touched. Its directory and files must belong to you, and no one else may be able to write to them.</source>
        <translation>Jemand anderes könnte das Profil ändern, darum wurde es nicht verwendet und nichts darin angetastet. Sein Verzeichnis und seine Dateien müssen Ihnen gehören, und niemand sonst darf hineinschreiben.</translation>
    </message>
    <message>
        <source>The server requires a newer version of Mimir Sync; please update it. </source>
        <translation>Der Server verlangt eine neuere Fassung von Mimir Sync, bitte aktualisieren. </translation>
    </message>
    <message>
        <source>The server requires a newer version of Mimir Sync. Please update it; nothing is lost, and everything stays on this device until then.</source>
        <translation>Der Server verlangt eine neuere Fassung von Mimir Sync. Bitte aktualisieren Sie es; nichts geht verloren, bis dahin bleibt alles auf diesem Gerät.</translation>
    </message>
    <message>
        <source>This computer does not trust the issuer of the server&apos;s certificate, so nothing was sent. If the server has its own certificate authority, name its file: mimir settings set server.ca_file FILE.</source>
        <translation>Das Zertifikat des Servers stammt von niemandem, dem dieser Computer vertraut; deshalb wurde nichts gesendet. Hat der Server eine eigene Zertifizierungsstelle, nennen Sie deren Datei: mimir settings set server.ca_file DATEI.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another address, so nothing was sent. Check the address, or ask the server&apos;s administrator.</source>
        <translation>Das Zertifikat des Servers gilt für eine andere Adresse, darum wurde nichts gesendet. Prüfen Sie die Adresse oder fragen Sie den Administrator des Servers.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired, so nothing was sent. Its administrator has to renew it.</source>
        <translation>Das Zertifikat des Servers ist abgelaufen, darum wurde nichts gesendet. Der Administrator des Servers muss es erneuern.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong, so the server&apos;s certificate cannot be checked and nothing was sent. Set the date and time.</source>
        <translation>Die Uhr dieses Computers geht falsch; deshalb kann das Zertifikat des Servers nicht geprüft werden, und nichts wurde gesendet. Stellen Sie Datum und Uhrzeit.</translation>
    </message>
    <message>
        <source>The server accepts only encrypted connections, so nothing was sent: use an address that begins with https.</source>
        <translation>Der Server nimmt nur verschlüsselte Verbindungen an, darum wurde nichts gesendet: Verwenden Sie eine Adresse, die mit https beginnt.</translation>
    </message>
    <message>
        <source>%1 – nothing is waiting to be sent</source>
        <translation>%1 – nichts wartet darauf, gesendet zu werden</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device and will be sent</source>
        <translation>
            <numerusform>%1 – %n Änderung ist auf diesem Gerät sicher und wird gesendet</numerusform>
            <numerusform>%1 – %n Änderungen sind auf diesem Gerät sicher und werden gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device</source>
        <translation>
            <numerusform>%1 – %n Änderung ist sicher auf diesem Gerät</numerusform>
            <numerusform>%1 – %n Änderungen sind sicher auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message>
        <source>The history file is damaged – nothing is sent</source>
        <translation>Die Verlaufsdatei ist beschädigt – nichts wird gesendet</translation>
    </message>
    <message>
        <source>The history file is from a newer version of Mimir Sync – nothing is sent</source>
        <translation>Die Verlaufsdatei ist von einer neueren Version von Mimir Sync – nichts wird gesendet</translation>
    </message>
    <message>
        <source>The disk is full – nothing new can be recorded</source>
        <translation>Der Datenträger ist voll – Neues kann nicht aufgezeichnet werden</translation>
    </message>
    <message>
        <source>The history file cannot be used – nothing is sent</source>
        <translation>Die Verlaufsdatei ist nicht verwendbar – nichts wird gesendet</translation>
    </message>
    <message>
        <source>Sign in to the network first</source>
        <translation>Melden Sie sich zuerst am Netz an</translation>
    </message>
    <message>
        <source>The proxy cannot be used</source>
        <translation>Der Proxy ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The server accepts only encrypted connections</source>
        <translation>Der Server nimmt nur verschlüsselte Verbindungen an</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong</source>
        <translation>Die Uhr dieses Rechners geht falsch</translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>The program that syncs is not responding</source>
        <translation>Das Programm, das synchronisiert, antwortet nicht</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>Warten auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Waiting, next try at %1</source>
        <translation>Warten, nächster Versuch um %1</translation>
    </message>
    <message>
        <source>The server will accept some of it only later, next try at %1</source>
        <translation>Der Server nimmt einen Teil erst später an, nächster Versuch um %1</translation>
    </message>
    <message>
        <source>Nothing is syncing here now</source>
        <translation>Nichts hier synchronisiert gerade</translation>
    </message>
    <message>
        <source>Not everything from the server has been fetched yet</source>
        <translation>Noch nicht alles vom Server ist abgeholt</translation>
    </message>
    <message>
        <source>The server is being contacted again</source>
        <translation>Der Server wird wieder gefragt</translation>
    </message>
    <message>
        <source>Paused on a metered network</source>
        <translation>In einem getakteten Netz angehalten</translation>
    </message>
    <message>
        <source>Paused to save the battery</source>
        <translation>Angehalten, um den Akku zu schonen</translation>
    </message>
    <message>
        <source>Paused until you resume</source>
        <translation>Angehalten, bis Sie fortsetzen</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>Angehalten bis %1</translation>
    </message>
    <message>
        <source>There is a question to answer – nothing is sent to that server until you do</source>
        <translation>Eine Frage ist zu beantworten – bis dahin wird an diesen Server nichts gesendet</translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in a team – %n change(s) for it stay on this device</source>
        <translation>
            <numerusform>Sie sind nicht mehr in einem Team – %n Änderung dafür bleibt auf diesem Gerät</numerusform>
            <numerusform>Sie sind nicht mehr in einem Team – %n Änderungen dafür bleiben auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message>
        <source>You are no longer in a team – everything here stays on this device</source>
        <translation>Sie sind nicht mehr in einem Team – was hier ist, bleibt auf diesem Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused and stay on this device</source>
        <translation>
            <numerusform>%n Eintrag wurde abgelehnt und bleibt auf diesem Gerät</numerusform>
            <numerusform>%n Einträge wurden abgelehnt und bleiben auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server were put aside</source>
        <translation>
            <numerusform>%n Eintrag vom Server wurde beiseitegelegt</numerusform>
            <numerusform>%n Einträge vom Server wurden beiseitegelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>a question to answer</source>
        <translation>eine offene Frage</translation>
    </message>
    <message numerus="yes">
        <source>%n for a team you are no longer in</source>
        <translation>
            <numerusform>%n für ein Team, in dem Sie nicht mehr sind</numerusform>
            <numerusform>%n für ein Team, in dem Sie nicht mehr sind</numerusform>
        </translation>
    </message>
    <message>
        <source>no longer in a team</source>
        <translation>nicht mehr in einem Team</translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside</source>
        <translation>
            <numerusform>%n beiseitegelegt</numerusform>
            <numerusform>%n beiseitegelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>Your sign-in has expired – everything stays safe on this device</source>
        <translation>Ihre Anmeldung ist abgelaufen – alles bleibt sicher auf diesem Gerät</translation>
    </message>
    <message>
        <source>The file with your sign-in cannot be read</source>
        <translation>Die Datei mit Ihrer Anmeldung ist nicht lesbar</translation>
    </message>
    <message>
        <source>The keyring is locked or not responding</source>
        <translation>Der Schlüsselbund ist gesperrt oder antwortet nicht</translation>
    </message>
    <message>
        <source>Signed out – new work is recorded here</source>
        <translation>Abgemeldet – Neues wird hier aufgezeichnet</translation>
    </message>
    <message>
        <source>Signed out – new work is recorded here and sent after you sign in</source>
        <translation>Abgemeldet – Neues wird hier aufgezeichnet und nach der Anmeldung gesendet</translation>
    </message>
    <message>
        <source>Setup is not finished</source>
        <translation>Die Einrichtung ist nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Setup is not finished – nothing leaves this device</source>
        <translation>Die Einrichtung ist nicht abgeschlossen – nichts verlässt dieses Gerät</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device</source>
        <translation>Der Privatmodus ist an: Nichts verlässt dieses Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held until you choose</source>
        <translation>
            <numerusform>%n Eintrag aus dem Privatmodus wird hier zurückgehalten, bis Sie wählen</numerusform>
            <numerusform>%n Einträge aus dem Privatmodus werden hier zurückgehalten, bis Sie wählen</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>Alles ist synchron</translation>
    </message>
    <message>
        <source>History is kept on this device only</source>
        <translation>Der Verlauf bleibt nur auf diesem Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n Konflikt</numerusform>
            <numerusform>%n Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>%n im Privatmodus zurückgehalten</numerusform>
            <numerusform>%n im Privatmodus zurückgehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>privacy mode: nothing leaves this device</source>
        <translation>Privatmodus: Nichts verlässt dieses Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n from another account</source>
        <translation>
            <numerusform>%n eines anderen Kontos</numerusform>
            <numerusform>%n eines anderen Kontos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here as you chose</source>
        <translation>
            <numerusform>%n bleibt hier, wie Sie gewählt haben</numerusform>
            <numerusform>%n bleiben hier, wie Sie gewählt haben</numerusform>
        </translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>Außerdem: %1</translation>
    </message>
    <message>
        <source>The history file or the profile directory cannot be created or written to, so nothing can be recorded. Check the path and the permissions.</source>
        <translation>Die Verlaufsdatei oder das Profilverzeichnis kann nicht beschrieben oder angelegt werden, also kann nichts aufgezeichnet werden. Prüfen Sie den Pfad und die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The profile cannot be written to – nothing can be recorded</source>
        <translation>In das Profil kann nicht geschrieben werden – nichts kann aufgezeichnet werden</translation>
    </message>
    <message numerus="yes">
        <source>The server asks to delete %n of your items – they stay here until you decide</source>
        <translation>
            <numerusform>Der Server will %n Eintrag von Ihnen löschen – er bleibt hier, bis Sie entscheiden</numerusform>
            <numerusform>Der Server will %n Einträge von Ihnen löschen – sie bleiben hier, bis Sie entscheiden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to delete or keep</source>
        <translation>
            <numerusform>%n zu löschen oder zu behalten</numerusform>
            <numerusform>%n zu löschen oder zu behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items – they stay as they are here</source>
        <translation>
            <numerusform>Der Server widerspricht %n Eintrag von Ihnen – er bleibt hier, wie er ist</numerusform>
            <numerusform>Der Server widerspricht %n Einträgen von Ihnen – sie bleiben hier, wie sie sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server</source>
        <translation>
            <numerusform>%n, dem der Server widerspricht</numerusform>
            <numerusform>%n, denen der Server widerspricht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is: review them, and ask the server&apos;s administrator.</source>
        <translation>
            <numerusform>Der Server widerspricht %n Eintrag von Ihnen, und keine Änderung erklärt das. Was auf diesem Gerät ist, bleibt, wie es ist: Sehen Sie ihn an, und fragen Sie den Administrator des Servers.</numerusform>
            <numerusform>Der Server widerspricht %n Einträgen von Ihnen, und keine Änderung erklärt das. Was auf diesem Gerät ist, bleibt, wie es ist: Sehen Sie sie an, und fragen Sie den Administrator des Servers.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide whether to delete them here as well or to keep them.</source>
        <translation>Entscheiden Sie, ob sie auch hier gelöscht oder behalten werden.</translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your %2 conversations were deleted.</source>
        <translation>
            <numerusform>Der Server von %1 sagt, dass %n Ihrer %2 Unterhaltungen gelöscht wurde.</numerusform>
            <numerusform>Der Server von %1 sagt, dass %n Ihrer %2 Unterhaltungen gelöscht wurden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your messages and tool calls were deleted.</source>
        <translation>
            <numerusform>Der Server von %1 sagt, dass %n Nachricht oder Werkzeugaufruf von Ihnen gelöscht wurde.</numerusform>
            <numerusform>Der Server von %1 sagt, dass %n Nachrichten und Werkzeugaufrufe von Ihnen gelöscht wurden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It says the same of %n single message(s) and tool calls.</source>
        <translation>
            <numerusform>Dasselbe sagt er von %n einzelnen Nachricht oder Werkzeugaufruf.</numerusform>
            <numerusform>Dasselbe sagt er von %n einzelnen Nachrichten und Werkzeugaufrufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>That is more than usual at one time, so they are still on this device and stay until you decide.</source>
        <translation>Das ist mehr als sonst auf einmal, darum sind sie noch auf diesem Gerät und bleiben, bis Sie entscheiden.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of a deleted conversation stay on this device</source>
        <translation>
            <numerusform>%n Eintrag einer gelöschten Unterhaltung bleibt auf diesem Gerät</numerusform>
            <numerusform>%n Einträge gelöschter Unterhaltungen bleiben auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation</source>
        <translation>
            <numerusform>%n einer gelöschten Unterhaltung</numerusform>
            <numerusform>%n gelöschter Unterhaltungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without their conversation</source>
        <translation>
            <numerusform>%n ohne seine Unterhaltung</numerusform>
            <numerusform>%n ohne ihre Unterhaltung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) belong to a conversation that is not on this device yet: they stay here and will be sent when it arrives.</source>
        <translation>
            <numerusform>%n Eintrag gehört zu einer Unterhaltung, die noch nicht auf diesem Gerät ist: Er bleibt hier und wird gesendet, wenn sie kommt.</numerusform>
            <numerusform>%n Einträge gehören zu einer Unterhaltung, die noch nicht auf diesem Gerät ist: Sie bleiben hier und werden gesendet, wenn die Unterhaltung kommt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were recorded in a conversation that had been deleted: they stay on this device and are not sent. Restore the conversation from the trash to send them.</source>
        <translation>
            <numerusform>%n Eintrag wurde in eine Unterhaltung aufgezeichnet, die gelöscht war: Er bleibt auf diesem Gerät und wird nicht gesendet. Stellen Sie die Unterhaltung aus dem Papierkorb wieder her, um ihn zu senden.</numerusform>
            <numerusform>%n Einträge wurden in eine Unterhaltung aufgezeichnet, die gelöscht war: Sie bleiben auf diesem Gerät und werden nicht gesendet. Stellen Sie die Unterhaltung aus dem Papierkorb wieder her, um sie zu senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device. See why, correct them and try again, or discard the changes.</source>
        <translation>
            <numerusform>%n Eintrag kann so nicht gesendet werden und bleibt auf diesem Gerät. Sehen Sie nach, warum, berichtigen Sie ihn und versuchen Sie es noch einmal, oder verwerfen Sie die Änderung.</numerusform>
            <numerusform>%n Einträge können so nicht gesendet werden und bleiben auf diesem Gerät. Sehen Sie nach, warum, berichtigen Sie sie und versuchen Sie es noch einmal, oder verwerfen Sie die Änderungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file in the place of the history file is another program&apos;s database and was left as it is. Nothing is recorded or sent: move it away, or choose another profile. If you had a history, it comes back from the server or from your own copy.</source>
        <translation>Die Datei an der Stelle der Verlaufsdatei ist die Datenbank eines anderen Programms und wurde nicht angetastet. Nichts wird aufgezeichnet oder gesendet: Verschieben Sie sie, oder wählen Sie ein anderes Profil. Ein Verlauf, den Sie hatten, kommt vom Server zurück oder aus Ihrer eigenen Kopie.</translation>
    </message>
    <message>
        <source>It cannot be sent: it is larger than the server accepts. Make it smaller and try again, or discard the change.</source>
        <translation>Es kann nicht gesendet werden: Es ist größer, als der Server annimmt. Machen Sie es kleiner und versuchen Sie es noch einmal, oder verwerfen Sie die Änderung.</translation>
    </message>
    <message>
        <source>It cannot be sent: the program that recorded it wrote a time that is not in milliseconds since 1970. Have it corrected and try again, or discard the change.</source>
        <translation>Es kann nicht gesendet werden: Das Programm, das es aufgezeichnet hat, schrieb als Zeit etwas anderes als Millisekunden seit 1970. Lassen Sie es berichtigen und versuchen Sie es noch einmal, oder verwerfen Sie die Änderung.</translation>
    </message>
    <message>
        <source>It cannot be sent: the program that recorded it gave it an id that no server accepts. Have it recorded under another id, and discard this one.</source>
        <translation>Es kann nicht gesendet werden: Das Programm, das es aufgezeichnet hat, gab ihm eine Kennung, die kein Server annimmt. Lassen Sie es unter einer anderen Kennung aufzeichnen, und verwerfen Sie diese.</translation>
    </message>
    <message>
        <source>The history file is another program&apos;s database – nothing is recorded or sent</source>
        <translation>Die Verlaufsdatei ist die Datenbank eines anderen Programms – nichts wird aufgezeichnet oder gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device</source>
        <translation>
            <numerusform>%n Eintrag kann so nicht gesendet werden und bleibt auf diesem Gerät</numerusform>
            <numerusform>%n Einträge können so nicht gesendet werden und bleiben auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n that cannot be sent</source>
        <translation>
            <numerusform>%n nicht sendbar</numerusform>
            <numerusform>%n nicht sendbar</numerusform>
        </translation>
    </message>
    <message>
        <source>The server gave an answer that makes no sense, and nothing of it was used; if this goes on, tell its administrator. </source>
        <translation>Der Server gab eine Antwort, die keinen Sinn ergibt, und nichts davon wurde verwendet; wenn das so bleibt, sagen Sie es seinem Administrator. </translation>
    </message>
    <message>
        <source>The server gave an answer that makes no sense, so nothing of it was used. Your data is safe on this device and will be tried again; if this goes on, tell the server&apos;s administrator.</source>
        <translation>Der Server gab eine Antwort, die keinen Sinn ergibt, daher wurde nichts davon verwendet. Ihre Daten sind auf diesem Gerät sicher, und es wird wieder versucht; wenn das so bleibt, sagen Sie es dem Administrator des Servers.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while another account was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>%n Änderung in Ihren Unterhaltungen entstand, während ein anderes Konto angemeldet war: Sie bleibt auf diesem Gerät, bis Sie sie als Ihre senden.</numerusform>
            <numerusform>%n Änderungen in Ihren Unterhaltungen entstanden, während ein anderes Konto angemeldet war: Sie bleiben auf diesem Gerät, bis Sie sie als Ihre senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while %1 was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>%n Änderung in Ihren Unterhaltungen entstand, während %1 angemeldet war: Sie bleibt auf diesem Gerät, bis Sie sie als Ihre senden.</numerusform>
            <numerusform>%n Änderungen in Ihren Unterhaltungen entstanden, während %1 angemeldet war: Sie bleiben auf diesem Gerät, bis Sie sie als Ihre senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of another account, made while it was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>%n Änderung in Unterhaltungen eines anderen Kontos, die entstand, während es nicht angemeldet war, bleibt auf diesem Gerät, bis es sie sendet.</numerusform>
            <numerusform>%n Änderungen in Unterhaltungen eines anderen Kontos, die entstanden, während es nicht angemeldet war, bleiben auf diesem Gerät, bis es sie sendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of %1, made while that account was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>%n Änderung in Unterhaltungen von %1, die entstand, während dieses Konto nicht angemeldet war, bleibt auf diesem Gerät, bis es sie sendet.</numerusform>
            <numerusform>%n Änderungen in Unterhaltungen von %1, die entstanden, während dieses Konto nicht angemeldet war, bleiben auf diesem Gerät, bis es sie sendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the place of a file there is something else – nothing is sent</source>
        <translation>Statt einer Datei liegt dort etwas anderes – nichts wird gesendet</translation>
    </message>
    <message>
        <source>The history file cannot be locked – nothing is sent</source>
        <translation>Die Verlaufsdatei lässt sich nicht sperren – nichts wird gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that concern another account stay on this device: %1.</source>
        <translation>
            <numerusform>%n Änderung, die ein anderes Konto betrifft, bleibt auf diesem Gerät: %1.</numerusform>
            <numerusform>%n Änderungen, die ein anderes Konto betreffen, bleiben auf diesem Gerät: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s answer about it makes no sense, so nothing of it was used.</source>
        <translation>Die Antwort des Servers dazu ergibt keinen Sinn, deshalb wurde nichts davon verwendet.</translation>
    </message>
    <message>
        <source>The server stored fewer items than it was sent, and did not say which.</source>
        <translation>Der Server hat weniger Einträge gespeichert, als er bekommen hat, und nicht gesagt, welche.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept: review them.</source>
        <translation>
            <numerusform>%n Wert von Ihnen wurde durch eine andere Änderung ersetzt. Der ersetzte ist aufgehoben: Sehen Sie ihn an.</numerusform>
            <numerusform>%n Werte von Ihnen wurden durch andere Änderungen ersetzt. Die ersetzten sind aufgehoben: Sehen Sie sie an.</numerusform>
        </translation>
    </message>
    <message>
        <source>The program that syncs this profile (process %1) is not responding, so it is not known whether everything is synced. Wait for it, or end it.</source>
        <translation>Das Programm, das dieses Profil synchronisiert, antwortet nicht (Prozess %1), daher ist nicht bekannt, ob alles synchronisiert ist: Lassen Sie es weiterlaufen, oder beenden Sie es.</translation>
    </message>
    <message>
        <source>The program that syncs this profile is not responding, so it is not known whether everything is synced. Wait for it, or end it.</source>
        <translation>Das Programm, das dieses Profil synchronisiert, antwortet nicht, daher ist nicht bekannt, ob alles synchronisiert ist: Lassen Sie es weiterlaufen, oder beenden Sie es.</translation>
    </message>
    <message>
        <source>The server does not know this sign-in any more – everything stays safe on this device</source>
        <translation>Der Server kennt diese Anmeldung nicht mehr – alles bleibt sicher auf diesem Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were replaced by other changes – the replaced ones are kept</source>
        <translation>
            <numerusform>%n Wert wurde durch eine andere Änderung ersetzt – der ersetzte ist aufgehoben</numerusform>
            <numerusform>%n Werte wurden durch andere Änderungen ersetzt – die ersetzten sind aufgehoben</numerusform>
        </translation>
    </message>
    <message>
        <source>The file that holds your sign-in, tokens.json in the profile&apos;s directory, cannot be used: “mimir doctor” says why. Put it right, or move it away and sign in again; your data is safe on this device.</source>
        <translation>Die Datei mit Ihrer Anmeldung, tokens.json im Verzeichnis des Profils, kann nicht verwendet werden: „mimir doctor“ sagt, warum. Bringen Sie sie in Ordnung, oder verschieben Sie sie und melden Sie sich erneut an; Ihre Daten sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>The server does not know this sign-in any more (it may have been put back to an earlier state). Nothing here is lost: sign in again.</source>
        <translation>Der Server kennt diese Anmeldung nicht mehr (er wurde vielleicht auf einen früheren Stand zurückgesetzt). Hier ist nichts verloren: Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>In the place of one of the program&apos;s files there is something else, so it was not used and nothing was changed; your data is as it was. Move it away, or put back what a link leads to, and try again.</source>
        <translation>An der Stelle einer Datei des Programms steht etwas anderes, daher wurde es nicht verwendet und nichts geändert; Ihre Daten sind, wie sie waren. Verschieben Sie es, oder stellen Sie wieder her, wohin eine Verknüpfung führt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 – your organisation allows nothing to be sent at present</source>
        <translation>%1 – Ihre Organisation lässt zurzeit nichts senden</translation>
    </message>
    <message numerus="yes">
        <source>%n that your organisation does not allow to be sent</source>
        <translation>
            <numerusform>%n, dessen Senden Ihre Organisation nicht erlaubt</numerusform>
            <numerusform>%n, deren Senden Ihre Organisation nicht erlaubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait: your organisation allows nothing to be sent at present, or requires a level that only a newer version of Mimir Sync knows.</source>
        <translation>
            <numerusform>%n Änderung wartet: Ihre Organisation lässt zurzeit nichts senden oder verlangt eine Stufe, die nur eine neuere Version von Mimir Sync kennt.</numerusform>
            <numerusform>%n Änderungen warten: Ihre Organisation lässt zurzeit nichts senden oder verlangt eine Stufe, die nur eine neuere Version von Mimir Sync kennt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and stay on this device</source>
        <translation>
            <numerusform>%n Änderung gehört zu keinem Team und bleibt auf diesem Gerät</numerusform>
            <numerusform>%n Änderungen gehören zu keinem Team und bleiben auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of no team</source>
        <translation>
            <numerusform>%n ohne Team</numerusform>
            <numerusform>%n ohne Team</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and are not sent: they stay on this device. Sign in again and choose a team.</source>
        <translation>
            <numerusform>%n Änderung gehört zu keinem Team und wird nicht gesendet: Sie bleibt auf diesem Gerät. Melden Sie sich noch einmal an, und wählen Sie ein Team.</numerusform>
            <numerusform>%n Änderungen gehören zu keinem Team und werden nicht gesendet: Sie bleiben auf diesem Gerät. Melden Sie sich noch einmal an, und wählen Sie ein Team.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server sends requests on to another address</source>
        <translation>Der Server leitet an eine andere Adresse weiter</translation>
    </message>
    <message>
        <source>There is no encrypted connection to the server, so nothing was sent: what answers there does not speak https, or its certificate cannot be trusted. Check the address, or ask the server&apos;s administrator.</source>
        <translation>Es gibt keine verschlüsselte Verbindung zum Server, darum wurde nichts gesendet: Was dort antwortet, spricht kein https, oder seinem Zertifikat kann nicht vertraut werden. Prüfen Sie die Adresse oder fragen Sie den Administrator des Servers.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet, so nothing was sent. Most likely this computer&apos;s clock is behind: check its date and time. If they are right, ask the server&apos;s administrator.</source>
        <translation>Das Zertifikat des Servers gilt noch nicht, darum wurde nichts gesendet. Wahrscheinlich geht die Uhr dieses Computers nach: Prüfen Sie Datum und Uhrzeit. Stimmen sie, fragen Sie den Administrator des Servers.</translation>
    </message>
    <message>
        <source>The server sends requests on to another address, and nothing is sent there. Check the address, or ask the server&apos;s administrator.</source>
        <translation>Der Server leitet an eine andere Adresse weiter, und dorthin wird nichts gesendet. Prüfen Sie die Adresse oder fragen Sie den Administrator des Servers.</translation>
    </message>
    <message>
        <source>It is larger than the server accepts. It is tried again once a day.</source>
        <translation>Er ist größer, als der Server annimmt. Es wird einmal am Tag neu versucht.</translation>
    </message>
    <message>
        <source>The history file is damaged, or does not belong to its log (mimir.db-wal) in the same directory. It was left untouched, and nothing is recorded or sent: move mimir.db, mimir.db-wal and mimir.db-shm away together before you put a backup there; or, to begin with an empty history and sync again, also mimir.db.mark.</source>
        <translation>Die Verlaufsdatei ist beschädigt oder gehört nicht zu ihrem Protokoll (mimir.db-wal) im selben Verzeichnis. Sie wurde nicht angerührt, und nichts wird aufgezeichnet oder gesendet: Legen Sie mimir.db, mimir.db-wal und mimir.db-shm zusammen beiseite, bevor Sie eine Sicherung dorthin legen; oder, um mit einem leeren Verlauf zu beginnen und neu zu synchronisieren, auch mimir.db.mark.</translation>
    </message>
    <message>
        <source>The history file was deleted or moved away. Nothing is recorded or sent until it is put back. To begin with an empty history instead, move away what is left next to it (mimir.db-wal, mimir.db-shm, mimir.db.mark), start the program again and sign in; what is on the server is then fetched.</source>
        <translation>Die Verlaufsdatei wurde gelöscht oder verschoben. Nichts wird aufgezeichnet oder gesendet, bis sie wieder an ihrem Platz ist. Um stattdessen mit einem leeren Verlauf zu beginnen, verschieben Sie, was noch daneben liegt (mimir.db-wal, mimir.db-shm, mimir.db.mark), starten Sie das Programm neu und melden Sie sich an; was auf dem Server ist, wird dann geholt.</translation>
    </message>
    <message>
        <source>The server says that it has this already; it is asked once more.</source>
        <translation>Der Server sagt, dass er das schon hat; er wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>What was synced before the server was set up anew is not on it, as you chose.</source>
        <translation>Was synchronisiert war, bevor der Server neu eingerichtet wurde, ist nicht auf ihm, wie Sie es gewählt haben.</translation>
    </message>
    <message>
        <source>The next try is at %1. </source>
        <translation>Der nächste Versuch ist um %1. </translation>
    </message>
    <message>
        <source>The last try failed. </source>
        <translation>Der letzte Versuch ist fehlgeschlagen. </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>Meinten Sie „%1“?</translation>
    </message>
</context>
<context>
    <name>SyncDiscard</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>this item; may be given several times</source>
        <translation>dieser Eintrag; mehrmals möglich</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>nicht fragen</translation>
    </message>
    <message>
        <source>cannot ask here: use --yes</source>
        <translation>hier lässt sich nicht nachfragen: --yes verwenden</translation>
    </message>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)? What you wrote stays among the resolved conflicts. Type “discard”, or press Enter to leave them: </source>
        <translation>
            <numerusform>Die Änderung an %n Eintrag verwerfen? Was Sie geschrieben haben, bleibt unter den erledigten Konflikten. Geben Sie „verwerfen“ ein, oder drücken Sie die Eingabetaste, um sie zu behalten: </numerusform>
            <numerusform>Die Änderungen an %n Einträgen verwerfen? Was Sie geschrieben haben, bleibt unter den erledigten Konflikten. Geben Sie „verwerfen“ ein, oder drücken Sie die Eingabetaste, um sie zu behalten: </numerusform>
        </translation>
    </message>
    <message>
        <source>discard</source>
        <translation>verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that the server never had stay on this device and are not sent.</source>
        <translation>
            <numerusform>%n Eintrag, den der Server nie hatte, bleibt auf diesem Gerät und wird nicht gesendet.</numerusform>
            <numerusform>%n Einträge, die der Server nie hatte, bleiben auf diesem Gerät und werden nicht gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) become what the server has. “mimir conflicts list --all” shows what you wrote, “mimir conflicts restore” brings it back.</source>
        <translation>
            <numerusform>%n Eintrag wird, wie der Server ihn hat. „mimir conflicts list --all“ zeigt, was Sie geschrieben haben, „mimir conflicts restore“ holt es zurück.</numerusform>
            <numerusform>%n Einträge werden, wie der Server sie hat. „mimir conflicts list --all“ zeigt, was Sie geschrieben haben, „mimir conflicts restore“ holt es zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>[ID…]</source>
        <translation>[ID…]</translation>
    </message>
    <message>
        <source>all of them; required where no one can be asked</source>
        <translation>alle: nötig, wo niemand gefragt werden kann</translation>
    </message>
    <message>
        <source>choose one: --all or the items</source>
        <translation>wählen Sie eines: --all oder die Einträge</translation>
    </message>
    <message>
        <source>Discards changes that were refused or cannot be sent, all of them or those named: their items become what the server has</source>
        <translation>Gibt Änderungen auf, die abgelehnt wurden oder nicht gesendet werden können, alle oder die genannten: Ihre Einträge werden, wie der Server sie hat</translation>
    </message>
    <message>
        <source>name the items, or use --all; “mimir doctor” lists those that were refused or cannot be sent</source>
        <translation>nennen Sie die Einträge, oder sagen Sie --all; „mimir doctor“ zählt die auf, die abgelehnt wurden oder nicht gesendet werden können</translation>
    </message>
    <message>
        <source>There is no item %1. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>Es gibt keinen Eintrag %1. „mimir doctor“ zeigt die, die abgelehnt wurden oder nicht gesendet werden können.</translation>
    </message>
    <message>
        <source>There is nothing to discard: nothing was refused, and everything can be sent.</source>
        <translation>Es gibt nichts zu verwerfen: Nichts wurde abgelehnt, und alles kann gesendet werden.</translation>
    </message>
    <message>
        <source>None of these was refused, and each can be sent. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>Keiner davon wurde abgelehnt, und jeder kann gesendet werden. „mimir doctor“ zeigt die, die abgelehnt wurden oder nicht gesendet werden können.</translation>
    </message>
</context>
<context>
    <name>SyncNow</name>
    <message>
        <source>Sends and fetches new items</source>
        <translation>Sendet und holt, was neu ist</translation>
    </message>
    <message>
        <source>return once everything that can be sent is sent and new items are here</source>
        <translation>zurückkehren, wenn alles gesendet ist, was gesendet werden kann, und Neues da ist</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>wait at most S seconds (default 600)</source>
        <translation>höchstens S Sekunden warten (Vorgabe 600)</translation>
    </message>
    <message>
        <source>then print the status as one JSON object</source>
        <translation>danach den Zustand als ein JSON-Objekt ausgeben</translation>
    </message>
    <message>
        <source>--timeout needs a number of seconds</source>
        <translation>--timeout braucht eine Zahl von Sekunden</translation>
    </message>
</context>
<context>
    <name>SyncRetry</name>
    <message>
        <source>[ID…]</source>
        <translation>[ID…]</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>only this item; may be given several times</source>
        <translation>nur diesen Eintrag; mehrmals möglich</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be tried again.</source>
        <translation>
            <numerusform>%n Eintrag wird noch einmal versucht.</numerusform>
            <numerusform>%n Einträge werden noch einmal versucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>all of them, as without an ID</source>
        <translation>alle, wie ohne ID</translation>
    </message>
    <message>
        <source>choose one: --all or the items</source>
        <translation>wählen Sie eines: --all oder die Einträge</translation>
    </message>
    <message>
        <source>Tries again to send items that were refused or could not be sent: all of them, or those named</source>
        <translation>Versucht Einträge noch einmal, die abgelehnt wurden oder nicht gesendet werden konnten: alle oder die genannten</translation>
    </message>
    <message>
        <source>There is no item %1. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>Es gibt keinen Eintrag %1. „mimir doctor“ zeigt die, die abgelehnt wurden oder nicht gesendet werden können.</translation>
    </message>
    <message>
        <source>None of these was refused, and each can be sent. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>Keiner davon wurde abgelehnt, und jeder kann gesendet werden. „mimir doctor“ zeigt die, die abgelehnt wurden oder nicht gesendet werden können.</translation>
    </message>
    <message>
        <source>There is nothing to try again: nothing was refused, and everything can be sent.</source>
        <translation>Es gibt nichts noch einmal zu versuchen: Nichts wurde abgelehnt, und alles kann gesendet werden.</translation>
    </message>
</context>
<context>
    <name>SyncRun</name>
    <message>
        <source>Keeps this profile in sync until it is stopped: for machines without a desktop</source>
        <translation>Hält dieses Profil synchron, bis es beendet wird: für Rechner ohne Desktop</translation>
    </message>
    <message>
        <source>Signals cannot be received.</source>
        <translation>Signale können nicht empfangen werden.</translation>
    </message>
    <message>
        <source>The history file was replaced while it was in use: it is being reopened.</source>
        <translation>Die Verlaufsdatei wurde ersetzt, während sie benutzt wurde: Sie wird neu geöffnet.</translation>
    </message>
</context>
<context>
    <name>SyncStatusCommand</name>
    <message>
        <source>Shows what is synced, what is waiting and why</source>
        <translation>Sagt, was synchron ist, was wartet und warum</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>als ein JSON-Objekt</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n Änderung zu senden</numerusform>
            <numerusform>%n Änderungen zu senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>%n im Privatmodus zurückgehalten</numerusform>
            <numerusform>%n im Privatmodus zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused: “mimir sync retry” tries again</source>
        <translation>
            <numerusform>%n abgelehnt: „mimir sync retry“ versucht es noch einmal</numerusform>
            <numerusform>%n abgelehnt: „mimir sync retry“ versucht es noch einmal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) not seen: “mimir conflicts list”</source>
        <translation>
            <numerusform>%n ungesehener Konflikt: „mimir conflicts list“</numerusform>
            <numerusform>%n ungesehene Konflikte: „mimir conflicts list“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside: “mimir doctor”</source>
        <translation>
            <numerusform>%n beiseitegelegt: „mimir doctor“</numerusform>
            <numerusform>%n beiseitegelegt: „mimir doctor“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here by your choice</source>
        <translation>
            <numerusform>%n auf Ihren Wunsch hier behalten</numerusform>
            <numerusform>%n auf Ihren Wunsch hier behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sent: %1</source>
        <translation>Zuletzt gesendet: %1</translation>
    </message>
    <message>
        <source>Last received: %1</source>
        <translation>Zuletzt empfangen: %1</translation>
    </message>
    <message>
        <source>Next try: %1</source>
        <translation>Nächster Versuch: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) recorded here only</source>
        <translation>
            <numerusform>%n Änderung, nur hier aufgezeichnet</numerusform>
            <numerusform>%n Änderungen, nur hier aufgezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server: “mimir conflicts list”</source>
        <translation>
            <numerusform>%n, dem der Server widerspricht: „mimir conflicts list“</numerusform>
            <numerusform>%n, denen der Server widerspricht: „mimir conflicts list“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose conversation is not here yet</source>
        <translation>
            <numerusform>%n, dessen Unterhaltung noch nicht hier ist</numerusform>
            <numerusform>%n, deren Unterhaltung noch nicht hier ist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation: “mimir trash list”</source>
        <translation>
            <numerusform>%n einer gelöschten Unterhaltung: „mimir trash list“</numerusform>
            <numerusform>%n gelöschter Unterhaltungen: „mimir trash list“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be sent: “mimir doctor” says why</source>
        <translation>
            <numerusform>%n kann nicht gesendet werden: „mimir doctor“ sagt, warum</numerusform>
            <numerusform>%n können nicht gesendet werden: „mimir doctor“ sagt, warum</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them may not be sent at present: your organisation allows nothing</source>
        <translation>
            <numerusform>%n davon darf zurzeit nicht gesendet werden: Ihre Organisation erlaubt nichts</numerusform>
            <numerusform>%n davon dürfen zurzeit nicht gesendet werden: Ihre Organisation erlaubt nichts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncingText</name>
    <message>
        <source>Syncing has started.</source>
        <translation>Das Synchronisieren hat begonnen.</translation>
    </message>
    <message>
        <source>Not signed in: sign in with “mimir auth login”.</source>
        <translation>Nicht angemeldet: melden Sie sich mit „mimir auth login“ an.</translation>
    </message>
    <message>
        <source>Not finished in time. Nothing is lost; the rest is sent later.</source>
        <translation>Nicht rechtzeitig fertig. Nichts ist verloren; der Rest wird später gesendet.</translation>
    </message>
    <message>
        <source>Answer with “mimir auth server --send” or “mimir auth server --keep”.</source>
        <translation>Antworten Sie mit „mimir auth server --send“ oder „mimir auth server --keep“.</translation>
    </message>
</context>
<context>
    <name>TeamsList</name>
    <message>
        <source>Lists the teams this profile syncs with</source>
        <translation>Listet die Teams, mit denen dieses Profil synchronisiert</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Array</translation>
    </message>
    <message>
        <source>No teams: sign in with “mimir auth login”.</source>
        <translation>Keine Teams: Melden Sie sich mit „mimir auth login“ an.</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>you are no longer a member; unsent changes stay here</source>
        <translation>Sie sind kein Mitglied mehr; nicht Gesendetes bleibt hier</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>not in use yet</source>
        <translation>noch nicht in Gebrauch</translation>
    </message>
    <message>
        <source>its history is another one</source>
        <translation>sein Verlauf ist ein anderer</translation>
    </message>
    <message>
        <source>the server, set up anew, does not know it</source>
        <translation>der neu eingerichtete Server kennt es nicht</translation>
    </message>
    <message>
        <source>not synced any more, as you chose</source>
        <translation>wird nicht mehr synchronisiert, wie Sie es gewählt haben</translation>
    </message>
</context>
<context>
    <name>TeamsMap</name>
    <message>
        <source>Sends new conversations of a directory or repository to a team</source>
        <translation>Neue Unterhaltungen eines Verzeichnisses oder Repositorys gehen an ein Team</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>KÜRZEL</translation>
    </message>
    <message>
        <source>the team, as in “mimir teams list”</source>
        <translation>das Team, wie in „mimir teams list“</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>VERZEICHNIS</translation>
    </message>
    <message>
        <source>a workspace directory</source>
        <translation>ein Arbeitsverzeichnis</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>a git remote, in any spelling</source>
        <translation>ein Git-Remote in beliebiger Schreibweise</translation>
    </message>
    <message>
        <source>name a team and either a directory or a remote</source>
        <translation>nennen Sie ein Team und entweder ein Verzeichnis oder ein Remote</translation>
    </message>
    <message>
        <source>“%1” is not a git remote</source>
        <translation>„%1“ ist kein Git-Remote</translation>
    </message>
    <message>
        <source>There is no team “%1” here. “mimir teams list” shows them.</source>
        <translation>Es gibt hier kein Team „%1“. „mimir teams list“ zeigt alle.</translation>
    </message>
</context>
<context>
    <name>Telemetry</name>
    <message>
        <source>Telemetry of %1 is not read. That of these is: %2.</source>
        <translation>Telemetrie von %1 wird nicht gelesen, wohl aber die von: %2.</translation>
    </message>
    <message>
        <source>%1 in the environment</source>
        <translation>%1 in der Umgebung</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Telemetry: not received</source>
        <translation>Telemetrie: wird nicht empfangen</translation>
    </message>
    <message>
        <source>Telemetry: not received, since the token in the profile cannot be used. Please remove the file telemetry.token and run “mimir telemetry install” again</source>
        <translation>Telemetrie: wird nicht empfangen, da das Token im Profil nicht verwendet werden kann. Bitte entfernen Sie die Datei telemetry.token und führen Sie „mimir telemetry install“ noch einmal aus</translation>
    </message>
    <message>
        <source>Telemetry: received on port %1</source>
        <translation>Telemetrie: wird auf Port %1 empfangen</translation>
    </message>
    <message>
        <source>Telemetry: not received, since a program of another user listens on port %1, and agents send to it what they tell. Please choose another one with “mimir settings set telemetry.port PORT”, and run “mimir telemetry install” again</source>
        <translation>Telemetrie: wird nicht empfangen, da ein Programm eines anderen Benutzers auf Port %1 wartet, und Agenten senden ihm, was sie melden. Bitte wählen Sie mit „mimir settings set telemetry.port PORT“ einen anderen und führen Sie „mimir telemetry install“ noch einmal aus</translation>
    </message>
    <message>
        <source>Telemetry: not received at the moment: no one listens on port %1. Mimir Sync or “mimir sync run” does while it runs</source>
        <translation>Telemetrie: wird gerade nicht empfangen: Niemand wartet auf Port %1. Mimir Sync oder „mimir sync run“ tut es, während es läuft</translation>
    </message>
</context>
<context>
    <name>TelemetryInstall</name>
    <message>
        <source>Stores the decisions about tool calls that an agent tells of by telemetry: adds where to send it to the agent&apos;s settings</source>
        <translation>Speichert die Entscheidungen über Werkzeugaufrufe, die ein Agent per Telemetrie meldet: trägt in seine Einstellungen ein, wohin er sie senden soll</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>Where telemetry goes is decided already: by %1. That is left alone; nothing was changed.</source>
        <translation>Wohin die Telemetrie geht, ist schon festgelegt: durch %1. Das bleibt, wie es ist; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>It is in %1 already.</source>
        <translation>Es steht schon in %1.</translation>
    </message>
    <message>
        <source>%1 tells from its next start on, as long as Mimir Sync or “mimir sync run” runs. “mimir telemetry remove %2” ends that.</source>
        <translation>%1 meldet ab seinem nächsten Start, solange Mimir Sync oder „mimir sync run“ läuft. „mimir telemetry remove %2“ beendet das.</translation>
    </message>
    <message>
        <source>From now on only you can read %1, since a token is in it.</source>
        <translation>Von nun an können nur Sie %1 lesen, da ein Token darin steht.</translation>
    </message>
</context>
<context>
    <name>TelemetryRemove</name>
    <message>
        <source>Takes out of an agent&apos;s settings what “telemetry install” added</source>
        <translation>Nimmt aus den Einstellungen eines Agenten, was „telemetry install“ eingetragen hat</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>AGENT</translation>
    </message>
    <message>
        <source>There is nothing of Mimir Sync in %1.</source>
        <translation>In %1 steht nichts von Mimir Sync.</translation>
    </message>
    <message>
        <source>Removed. What was told until now stays in the history.</source>
        <translation>Entfernt. Was bisher gemeldet wurde, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>No agent&apos;s telemetry is received any more.</source>
        <translation>Es wird keine Telemetrie eines Agenten mehr empfangen.</translation>
    </message>
</context>
<context>
    <name>TelemetryStatus</name>
    <message>
        <source>Shows which agents tell of decisions by telemetry, and whether it is received</source>
        <translation>Zeigt, welche Agenten Entscheidungen per Telemetrie melden und ob sie empfangen wird</translation>
    </message>
    <message>
        <source>[AGENT]</source>
        <translation>[AGENT]</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>JSON ausgeben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>eingerichtet</translation>
    </message>
    <message>
        <source>not up to date: install it again</source>
        <translation>nicht aktuell: bitte noch einmal einrichten</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>festgelegt durch %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetrie</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Nothing in the trash has the id %1. “mimir trash list” shows what is there.</source>
        <translation>Nichts im Papierkorb hat die Kennung %1. „mimir trash list“ zeigt, was dort ist.</translation>
    </message>
    <message>
        <source>Lists what a server deleted here; it stays on this device for 30 days</source>
        <translation>Zeigt, was ein Server hier gelöscht hat: Es bleibt 30 Tage auf diesem Gerät</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>als JSON-Liste</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Shows what is in the trash, one JSON object per line</source>
        <translation>Zeigt, was im Papierkorb ist, ein JSON-Objekt je Zeile</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Restores something from the trash as a new item, which is sent to your other devices</source>
        <translation>Holt etwas aus dem Papierkorb zurück: als neuen Eintrag, der an Ihre anderen Geräte geht</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Restored as %1.</source>
        <translation>Wiederhergestellt als %1.</translation>
    </message>
    <message>
        <source>Keeps what a server asks to delete; it is sent again as new items</source>
        <translation>Behält, was ein Server löschen will: Es wird erneut gesendet, als neue Einträge</translation>
    </message>
    <message>
        <source>Deletes what a server asks to delete; the trash keeps it for 30 days</source>
        <translation>Löscht, was ein Server löschen will; der Papierkorb behält es 30 Tage</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are in the trash.</source>
        <translation>
            <numerusform>%n Eintrag ist im Papierkorb.</numerusform>
            <numerusform>%n Einträge sind im Papierkorb.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Conversation with %n item(s)</source>
        <translation>
            <numerusform>Unterhaltung mit %n Eintrag</numerusform>
            <numerusform>Unterhaltung mit %n Einträgen</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty conversation</source>
        <translation>Leere Unterhaltung</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message numerus="yes">
        <source>Your items that a server deletes are kept in this device&apos;s trash for %n day(s) and can be restored.</source>
        <translation>
            <numerusform>Ihre Einträge, die ein Server löscht, bleiben %n Tag im Papierkorb dieses Geräts und lassen sich wiederherstellen.</numerusform>
            <numerusform>Ihre Einträge, die ein Server löscht, bleiben %n Tage im Papierkorb dieses Geräts und lassen sich wiederherstellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: they stay, as new items that are sent to the server so that your other devices get them back.</source>
        <translation>%1: Diese Einträge bleiben, als neue, die an den Server gehen, sodass Ihre anderen Geräte sie zurückbekommen.</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Bleibt bis</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded after their conversation was deleted</source>
        <translation>
            <numerusform>%n Eintrag, aufgezeichnet nach dem Löschen der Unterhaltung</numerusform>
            <numerusform>%n Einträge, aufgezeichnet nach dem Löschen der Unterhaltung</numerusform>
        </translation>
    </message>
    <message>
        <source>No deletion is waiting for your answer. Nothing was changed.</source>
        <translation>Keine Löschung wartet auf Ihre Antwort: Es wurde nichts geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Not kept: %n item(s) that were removed for privacy on another device.</source>
        <translation>
            <numerusform>Nicht aufbewahrt: %n Eintrag, der auf einem anderen Gerät wegen der Privatsphäre entfernt wurde.</numerusform>
            <numerusform>Nicht aufbewahrt: %n Einträge, die auf einem anderen Gerät wegen der Privatsphäre entfernt wurden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: they are deleted here as well. This device&apos;s trash keeps them for %n day(s), except for what was removed for privacy on another device.</source>
        <translation>
            <numerusform>%1: Diese Einträge werden auch hier gelöscht. Der Papierkorb dieses Geräts behält sie %n Tag, außer was auf einem anderen Gerät wegen der Privatsphäre entfernt wurde.</numerusform>
            <numerusform>%1: Diese Einträge werden auch hier gelöscht. Der Papierkorb dieses Geräts behält sie %n Tage, außer was auf einem anderen Gerät wegen der Privatsphäre entfernt wurde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay and are sent again as new ones.</source>
        <translation>
            <numerusform>%n Eintrag bleibt und wird als neuer erneut gesendet.</numerusform>
            <numerusform>%n Einträge bleiben und werden als neue erneut gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are deleted and not kept: they were removed for privacy on another device.</source>
        <translation>
            <numerusform>%n Eintrag ist gelöscht und wird nicht aufbewahrt: Er wurde auf einem anderen Gerät wegen der Privatsphäre entfernt.</numerusform>
            <numerusform>%n Einträge sind gelöscht und werden nicht aufbewahrt: Sie wurden auf einem anderen Gerät wegen der Privatsphäre entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has all of it after all: nothing is deleted.</source>
        <translation>Der Server hat doch noch alles: Nichts wird gelöscht.</translation>
    </message>
</context>
<context>
    <name>TypedId</name>
    <message>
        <source>More than one id begins with %1: %2. Type more characters.</source>
        <translation>Mehr als eine Id beginnt mit %1: %2. Geben Sie mehr davon an.</translation>
    </message>
    <message>
        <source>A shortened id needs at least %1 characters.</source>
        <translation>Eine abgekürzte Kennung braucht mindestens %1 Zeichen.</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>(The rest is not shown.)</source>
        <translation>(Der Rest wird nicht gezeigt.)</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(leer)</translation>
    </message>
</context>
<context>
    <name>WindowLocation</name>
    <message>
        <source>display %1</source>
        <translation>Bildschirm %1</translation>
    </message>
    <message>
        <source>Mimir Sync is running in another of your sessions, on %1. Its window is there, and everything is synced from there. To use it here, quit it there first.</source>
        <translation>Mimir Sync läuft in einer anderen Sitzung von Ihnen: auf %1. Dort ist sein Fenster, und von dort wird alles synchronisiert. Um es hier zu benutzen, beenden Sie es zuerst dort.</translation>
    </message>
</context>
<context>
    <name>mimir::AboutActions</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>History (*.ndjson *.jsonl)</source>
        <translation>Verlauf (*.ndjson *.jsonl)</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed.</source>
        <translation>Die Datei kann nicht gelesen werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The settings were imported and take effect now.</source>
        <translation>Die Einstellungen wurden übernommen und gelten ab jetzt.</translation>
    </message>
    <message>
        <source>Nothing was changed:</source>
        <translation>Nichts wurde geändert:</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The settings file was damaged, so the defaults are in use.</source>
        <translation>Die Einstellungsdatei war beschädigt, darum gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The damaged file was kept as %1. Your history is not affected.</source>
        <translation>Die beschädigte Datei liegt in %1. Ihr Verlauf ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Part of the settings file cannot be used.</source>
        <translation>Einiges in der Einstellungsdatei ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>This is every&amp;thing in it: no titles, no texts, no names, no passwords. Save it to give it to someone who helps you.</source>
        <translation>&amp;Mehr steht nicht darin: keine Titel, keine Texte, keine Namen, keine Passwörter. Speichern Sie es, um es jemandem zu geben, der hilft.</translation>
    </message>
</context>
<context>
    <name>mimir::AboutPage</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Keeps the history of AI coding agents safe and in step on all your devices. What you record is saved on this device first; syncing never makes you wait.</source>
        <translation>Hält den Verlauf von KI-Programmierassistenten sicher und auf allen Ihren Geräten gleich. Aufgezeichnetes wird zuerst auf diesem Gerät gespeichert; das Synchronisieren lässt Sie nie warten.</translation>
    </message>
    <message>
        <source>Profile:</source>
        <translation>Profil:</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Licence:</source>
        <translation>Lizenz:</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Built on:</source>
        <translation>Gebaut auf:</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>Gebaut auf</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnose…</translation>
    </message>
    <message>
        <source>&amp;Export history…</source>
        <translation>Verlauf &amp;exportieren…</translation>
    </message>
    <message>
        <source>Set &amp;up again…</source>
        <translation>Neu ein&amp;richten…</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>GNU General Public License, Version 3 oder neuer</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Imports a history or settings from a file</source>
        <translation>Importiert einen Verlauf oder Einstellungen aus einer Datei</translation>
    </message>
    <message>
        <source>Problems in the settings file</source>
        <translation>Fehler in der Einstellungsdatei</translation>
    </message>
</context>
<context>
    <name>mimir::AccountActions</name>
    <message>
        <source>This server does not list devices.</source>
        <translation>Dieser Server führt keine Geräte auf.</translation>
    </message>
    <message>
        <source>Sign device out</source>
        <translation>Gerät abmelden</translation>
    </message>
    <message>
        <source>It receives and sends nothing more until someone signs in there again. Its own history stays on it.</source>
        <translation>Es bekommt und sendet nichts mehr, bis sich dort wieder jemand anmeldet. Sein eigener Verlauf bleibt auf ihm.</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>Your account is in no other organisation on this server.</source>
        <translation>Ihr Konto ist in keiner anderen Organisation dieses Servers.</translation>
    </message>
    <message>
        <source>&amp;Organisation to sync with from now on:</source>
        <translation>&amp;Organisation, mit der von jetzt an synchronisiert wird:</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out and keep the history on this device?</source>
        <translation>Abmelden und den Verlauf auf diesem Gerät behalten?</translation>
    </message>
    <message>
        <source>If you keep it, it stays readable here, and new work is recorded and sent after you sign in again. </source>
        <translation>Wenn Sie ihn behalten, bleibt er hier lesbar; Neues wird aufgezeichnet und nach der nächsten Anmeldung gesendet. </translation>
    </message>
    <message>
        <source>Sign out and &amp;keep</source>
        <translation>Abmelden und &amp;behalten</translation>
    </message>
    <message>
        <source>Sign out and &amp;remove</source>
        <translation>Abmelden und &amp;entfernen</translation>
    </message>
    <message>
        <source>S&amp;witch</source>
        <translation>W&amp;echseln</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Ein anderes Konto</translation>
    </message>
    <message>
        <source>&amp;Keep here</source>
        <translation>&amp;Hier behalten</translation>
    </message>
    <message>
        <source>&amp;Send as %1</source>
        <translation>Als %1 &amp;senden</translation>
    </message>
    <message>
        <source>Rename this device</source>
        <translation>Dieses Gerät umbenennen</translation>
    </message>
    <message>
        <source>&amp;Name, as shown on your other devices:</source>
        <translation>&amp;Name, wie Ihre anderen Geräte ihn zeigen:</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Sign out the device “%1”?</source>
        <translation>Das Gerät „%1“ abmelden?</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>Sent as %1, these changes are on all devices of that account, as if made there. This cannot be undone.</source>
        <translation>Als %1 gesendet, sind diese Änderungen auf allen Geräten dieses Kontos, als wären sie dort entstanden. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Sent as %1, these conversations belong to that account from then on. Of what the other account has at its server, that is a copy. This cannot be undone.</source>
        <translation>Als %1 gesendet, gehören diese Unterhaltungen von da an diesem Konto. Von dem, was das andere Konto auf seinem Server hat, ist das eine Kopie. Das lässt sich nicht zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>mimir::AccountPage</name>
    <message>
        <source>Server:</source>
        <translation>Server:</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>E-mail:</source>
        <translation>E-Mail:</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Organisation:</source>
        <translation>Organisation:</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Team:</source>
        <translation>Team:</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Sign-in stored:</source>
        <translation>Anmeldung gespeichert:</translation>
    </message>
    <message>
        <source>Sign-in stored</source>
        <translation>Anmeldung gespeichert</translation>
    </message>
    <message>
        <source>This device:</source>
        <translation>Dieses Gerät:</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>An&amp;melden…</translation>
    </message>
    <message>
        <source>Sign &amp;out…</source>
        <translation>Abme&amp;lden…</translation>
    </message>
    <message>
        <source>Devices of this account</source>
        <translation>Geräte dieses Kontos</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Sign out &amp;device…</source>
        <translation>&amp;Gerät abmelden…</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh the list of devices</source>
        <translation>Die Liste der Geräte aktualisieren</translation>
    </message>
    <message>
        <source>Cha&amp;nge account…</source>
        <translation>Konto &amp;wechseln…</translation>
    </message>
    <message>
        <source>You are not signed in: history stays on this device. Sign in to keep it in step with your other devices.</source>
        <translation>Sie sind nicht angemeldet: Der Verlauf bleibt auf diesem Gerät. Melden Sie sich an, um ihn mit Ihren anderen Geräten gleich zu halten.</translation>
    </message>
    <message>
        <source>History on this device is synced with this account.</source>
        <translation>Der Verlauf auf diesem Gerät wird mit diesem Konto synchronisiert.</translation>
    </message>
    <message>
        <source>You are signed out. What you record is kept here and sent after you sign in.</source>
        <translation>Sie sind abgemeldet. Aufgezeichnetes wird aufgehoben und nach der Anmeldung gesendet.</translation>
    </message>
    <message>
        <source>in the system&apos;s keyring</source>
        <translation>im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>only in memory – sign in again after a restart</source>
        <translation>nur im Arbeitsspeicher – nach einem Neustart neu anmelden</translation>
    </message>
    <message>
        <source>in a file that only you can read</source>
        <translation>in einer Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>%1 (this device)</source>
        <translation>%1 (dieses Gerät)</translation>
    </message>
    <message>
        <source>You can sign out a lost device here: it receives nothing more, and what it has not sent stays on it.</source>
        <translation>Ein verlorenes Gerät lässt sich hier abmelden: Es bekommt nichts mehr, und was es nicht gesendet hat, bleibt auf ihm.</translation>
    </message>
    <message>
        <source>S&amp;witch organisation…</source>
        <translation>&amp;Organisation wechseln…</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Devices of this accoun&amp;t</source>
        <translation>Geräte dieses &amp;Kontos</translation>
    </message>
    <message>
        <source>Send or &amp;keep…</source>
        <translation>&amp;Senden oder behalten…</translation>
    </message>
    <message>
        <source>&amp;Rename this device…</source>
        <translation>Dieses Gerät &amp;umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>Change the server&apos;s address</source>
        <translation>Adresse des Servers ändern</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>&amp;Passwort ändern…</translation>
    </message>
    <message>
        <source>Every device that is signed in with your account is listed here. Sign in above, and with the same account on your other devices.</source>
        <translation>Hier steht jedes Gerät, das mit Ihrem Konto angemeldet ist. Melden Sie sich oben an, und auf Ihren anderen Geräten mit demselben Konto.</translation>
    </message>
    <message>
        <source>Confir&amp;m a device…</source>
        <translation>Gerät bestä&amp;tigen…</translation>
    </message>
</context>
<context>
    <name>mimir::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>Zei&amp;gen, was gesendet würde…</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh the activity</source>
        <translation>Die Aktivität aktualisieren</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) have not left this device.</source>
        <translation>
            <numerusform>%n Eintrag hat dieses Gerät nicht verlassen.</numerusform>
            <numerusform>%n Einträge haben dieses Gerät nicht verlassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 – team %3: %4.</source>
        <translation>%1, %2 – Team %3: %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here because of privacy mode.</source>
        <translation>
            <numerusform>%n Eintrag blieb wegen des Privatmodus hier.</numerusform>
            <numerusform>%n Einträge blieben wegen des Privatmodus hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here by your choice.</source>
        <translation>
            <numerusform>%n Eintrag blieb auf Ihren Wunsch hier.</numerusform>
            <numerusform>%n Einträge blieben auf Ihren Wunsch hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Still on this device</source>
        <translation>&amp;Noch auf diesem Gerät</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Nothing is waiting: everything that may be sent has been sent. What is recorded while the server cannot be reached, or in privacy mode, is listed here.</source>
        <translation>Hier wartet nichts: Alles, was gesendet werden darf, ist gesendet. Was aufgezeichnet wird, während der Server nicht erreichbar ist, oder im Privatmodus, steht hier.</translation>
    </message>
    <message>
        <source>Nothing has been sent or received yet. Sign in on the Account page; what is recorded after that, here or on your other devices, is listed here as it is sent and received.</source>
        <translation>Noch wurde nichts gesendet oder empfangen. Melden Sie sich auf der Seite Konto an; was dann hier oder auf Ihren anderen Geräten aufgezeichnet wird, steht hier, sobald es geht und kommt.</translation>
    </message>
    <message>
        <source>Conv&amp;ersations that were sent or received: when, where, and how much.</source>
        <translation>Unt&amp;erhaltungen, die gesendet oder empfangen wurden: wann, wohin, wie viel.</translation>
    </message>
    <message>
        <source>Total: %1.</source>
        <translation>Insgesamt: %1.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>mimir::AddressActions</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>&amp;Send it</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Keep it here</source>
        <translation>&amp;Hier behalten</translation>
    </message>
</context>
<context>
    <name>mimir::Announcer</name>
    <message>
        <source>You are no longer in the team “%1”, so it is no longer synced. Everything here stays on this device.</source>
        <translation>Sie sind nicht mehr im Team „%1“, darum wird es nicht mehr synchronisiert. Was hier ist, bleibt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>The server continues from a different history, as after restoring a backup. Nothing here is lost: whatever it lacks is sent again.</source>
        <translation>Der Server setzt mit einem anderen Verlauf fort, wie nach einer zurückgespielten Sicherung. Hier ist nichts verloren: Was ihm fehlt, wird erneut gesendet.</translation>
    </message>
</context>
<context>
    <name>mimir::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Other device</source>
        <translation>Anderes Gerät</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>Ältere Fassung</translation>
    </message>
    <message>
        <source>Apply t&amp;o all others of this kind</source>
        <translation>A&amp;uch für alle anderen dieser Art</translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>&amp;Meine behalten</translation>
    </message>
    <message>
        <source>Keep &amp;theirs</source>
        <translation>&amp;Andere behalten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>A&amp;lle wählen</translation>
    </message>
    <message>
        <source>Show resolve&amp;d</source>
        <translation>&amp;Erledigte zeigen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>einem anderen Gerät</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>older one restored</source>
        <translation>ältere wiederhergestellt</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>Yours, from this device</source>
        <translation>Ihre, von diesem Gerät</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message numerus="yes">
        <source>Apply t&amp;o the %n other(s) of this kind (%1)</source>
        <translation>
            <numerusform>A&amp;uch für %n andere dieser Art (%1)</numerusform>
            <numerusform>A&amp;uch für %n andere dieser Art (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) resolved. Undo brings back what was before.</source>
        <translation>
            <numerusform>%n Konflikt erledigt. „Rückgängig“ bringt zurück, was vorher war.</numerusform>
            <numerusform>%n Konflikte erledigt. „Rückgängig“ bringt zurück, was vorher war.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) undone.</source>
        <translation>
            <numerusform>%n Entscheidung zurückgenommen.</numerusform>
            <numerusform>%n Entscheidungen zurückgenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>(no longer exists)</source>
        <translation>(nicht mehr da)</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>Neuere Fassung</translation>
    </message>
    <message>
        <source>%1, written %2</source>
        <translation>%1, geschrieben %2</translation>
    </message>
    <message>
        <source>Found at %1. %2 %3</source>
        <translation>Gefunden: %1. %2 %3</translation>
    </message>
    <message>
        <source>The same thing was &amp;changed on two devices. The newer change won; the older one is kept here until you choose.</source>
        <translation>Das&amp;selbe wurde auf zwei Geräten geändert. Die neuere Änderung hat gewonnen; die ältere ist hier aufgehoben, bis Sie wählen.</translation>
    </message>
    <message>
        <source>Old&amp;er version</source>
        <translation>Äl&amp;tere Fassung</translation>
    </message>
    <message>
        <source>Ne&amp;wer version</source>
        <translation>&amp;Neuere Fassung</translation>
    </message>
    <message>
        <source>Old&amp;er, in use again</source>
        <translation>äl&amp;ter, gilt wieder</translation>
    </message>
    <message>
        <source>Old&amp;er</source>
        <translation>äl&amp;ter</translation>
    </message>
    <message>
        <source>Ne&amp;wer, in use</source>
        <translation>&amp;neuer, gilt</translation>
    </message>
    <message>
        <source>Ne&amp;wer</source>
        <translation>&amp;neuer</translation>
    </message>
    <message>
        <source>What th&amp;e server says</source>
        <translation>Was der Server sag&amp;t</translation>
    </message>
    <message>
        <source>&amp;What is on this device</source>
        <translation>Was auf &amp;diesem Gerät steht</translation>
    </message>
    <message>
        <source>There are no &amp;conflicts. When the same thing is changed on two devices, the newer change wins, and the older one is kept here until you choose.</source>
        <translation>Es &amp;sind keine Konflikte da. Wird dasselbe auf zwei Geräten geändert, gewinnt die neuere Änderung, und die ältere ist hier aufgehoben, bis Sie wählen.</translation>
    </message>
    <message>
        <source>No &amp;conflict is open. These are resolved; the other version can still be brought back.</source>
        <translation>Kein Konflikt i&amp;st offen. Diese sind erledigt; die andere Fassung kann immer noch zurückkommen.</translation>
    </message>
    <message>
        <source>Second valu&amp;e</source>
        <translation>Zwei&amp;ter Wert</translation>
    </message>
    <message>
        <source>First value, &amp;which stays</source>
        <translation>Erster Wert, bl&amp;eibt</translation>
    </message>
</context>
<context>
    <name>mimir::FailedPage</name>
    <message>
        <source>Refused items</source>
        <translation>Abgelehnte Einträge</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>&amp;Retry selected</source>
        <translation>A&amp;uswahl erneut versuchen</translation>
    </message>
    <message>
        <source>Retry &amp;all</source>
        <translation>&amp;Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>Zei&amp;gen, was gesendet würde…</translation>
    </message>
    <message>
        <source>when you retry</source>
        <translation>wenn Sie es versuchen</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen…</translation>
    </message>
    <message>
        <source>immediately</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>These &amp;items stay safe on this device. What the server refused for good, or what cannot be sent as it is, is not tried again automatically; what the server will accept later is tried again at the time shown.</source>
        <translation>D&amp;iese Einträge bleiben sicher auf diesem Gerät. Was der Server endgültig abgelehnt hat oder was so nicht gesendet werden kann, wird nicht von selbst erneut versucht; was der Server später annimmt, zur angegebenen Zeit.</translation>
    </message>
    <message>
        <source>The server has refused noth&amp;ing. What it does not accept, and what cannot be sent, stays safe on this device and is listed here with the reason, so that you can retry or discard it.</source>
        <translation>Der Server hat n&amp;ichts abgelehnt. Was er nicht annimmt und was nicht gesendet werden kann, bleibt sicher auf diesem Gerät und steht mit dem Grund hier, sodass Sie es noch einmal versuchen oder verwerfen können.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryExport</name>
    <message>
        <source>Exporting the history…</source>
        <translation>Der Verlauf wird exportiert…</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were written.</source>
        <translation>
            <numerusform>%n Eintrag wurde geschrieben.</numerusform>
            <numerusform>%n Einträge wurden geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. No file was written.</source>
        <translation>Der Export wurde abgebrochen. Keine Datei wurde geschrieben.</translation>
    </message>
    <message>
        <source>The file cannot be saved there. Choose another place; your history is not affected.</source>
        <translation>Dort kann die Datei nicht gespeichert werden. Wählen Sie einen anderen Ort; Ihr Verlauf ist nicht betroffen.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryImport</name>
    <message>
        <source>Import history</source>
        <translation>Verlauf importieren</translation>
    </message>
    <message>
        <source>Importing the history…</source>
        <translation>Der Verlauf wird importiert…</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>%n Eintrag war neu oder geändert.</numerusform>
            <numerusform>%n Einträge waren neu oder geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be used and were left out.</source>
        <translation>
            <numerusform>%n Zeile war nicht brauchbar und wurde ausgelassen.</numerusform>
            <numerusform>%n Zeilen waren nicht brauchbar und wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed.</source>
        <translation>Die Datei kann nicht gelesen werden. Nichts wurde geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>%n Eintrag wurde davor gelesen und bleibt.</numerusform>
            <numerusform>%n Einträge wurden davor gelesen und bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>Der Import wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This is a transcript of %1, and nothing was changed. Mimir Sync reads whole folders of them: choose the agent on the page Sources, or add the folder there that this file is in.</source>
        <translation>Das ist eine Mitschrift von %1; nichts wurde geändert. Mimir Sync liest ganze Ordner davon: Wählen Sie den Agenten auf der Seite „Quellen“ aus, oder fügen Sie dort den Ordner hinzu, in dem diese Datei liegt.</translation>
    </message>
    <message>
        <source>No line of this file is an item of a history, and it is not a transcript of an agent that Mimir Sync reads (%1). Nothing was changed.</source>
        <translation>Keine Zeile dieser Datei ist ein Eintrag eines Verlaufs, und sie ist keine Mitschrift eines Agenten, die Mimir Sync liest (%1). Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryWindow</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;Title contains:</source>
        <translation>&amp;Titel enthält:</translation>
    </message>
    <message>
        <source>Title contains</source>
        <translation>Titel enthält</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Messages of the conversation</source>
        <translation>Nachrichten der Unterhaltung</translation>
    </message>
    <message>
        <source>&amp;Older conversations</source>
        <translation>&amp;Ältere Unterhaltungen</translation>
    </message>
    <message>
        <source>&amp;More messages</source>
        <translation>&amp;Mehr Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>no one</source>
        <translation>niemandem</translation>
    </message>
    <message>
        <source>Con&amp;versations:</source>
        <translation>&amp;Unterhaltungen:</translation>
    </message>
    <message>
        <source>Me&amp;ssages:</source>
        <translation>&amp;Nachrichten:</translation>
    </message>
    <message>
        <source>&amp;Privacy…</source>
        <translation>&amp;Privatsphäre…</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>Privatsphäre der Unterhaltung</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>Zei&amp;gen, was gesendet würde…</translation>
    </message>
    <message>
        <source>Shared by</source>
        <translation>Geteilt von</translation>
    </message>
    <message>
        <source>S&amp;hare…</source>
        <translation>Tei&amp;len…</translation>
    </message>
    <message>
        <source>Nothing has been recorded on this device yet. Agents record with “mimir record”; on the About page, you can import a history that you already have.</source>
        <translation>Auf diesem Gerät ist noch nichts aufgezeichnet. Agenten zeichnen mit „mimir record“ auf; auf der Seite Info können Sie einen Verlauf importieren, den Sie schon haben.</translation>
    </message>
    <message>
        <source>No title contains this. Empty the field above to see all conversations.</source>
        <translation>Kein Titel enthält das. Leeren Sie das Feld oben, um alle Unterhaltungen zu sehen.</translation>
    </message>
    <message>
        <source>Stop s&amp;haring</source>
        <translation>Nicht mehr tei&amp;len</translation>
    </message>
    <message>
        <source>This conversation has no messages. An agent that continues it adds them.</source>
        <translation>Diese Unterhaltung hat keine Nachrichten. Ein Agent, der sie fortsetzt, fügt sie hinzu.</translation>
    </message>
    <message>
        <source>Choose a conversation above to read its messages here.</source>
        <translation>Wählen Sie oben eine Unterhaltung, um hier ihre Nachrichten zu lesen.</translation>
    </message>
</context>
<context>
    <name>mimir::KeyActions</name>
    <message>
        <source>Confirm a device</source>
        <translation>Gerät bestätigen</translation>
    </message>
    <message>
        <source>&amp;Code that the new device shows:</source>
        <translation>&amp;Code, den das neue Gerät zeigt:</translation>
    </message>
    <message>
        <source>Con&amp;firm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>This is not a code: it has 25 digits, and the last one finds typing errors.</source>
        <translation>Das ist kein Code: Er hat 25 Ziffern, und die letzte findet Tippfehler.</translation>
    </message>
    <message>
        <source>“%1” gets your key the next time it asks the server.</source>
        <translation>„%1“ bekommt Ihren Schlüssel, sobald es den Server das nächste Mal fragt.</translation>
    </message>
</context>
<context>
    <name>mimir::LongWork</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>%1 of %2 items</source>
        <translation>%1 von %2 Einträgen</translation>
    </message>
</context>
<context>
    <name>mimir::NotificationsPage</name>
    <message>
        <source>Notify me on the desktop when:</source>
        <translation>Auf dem Bildschirm melden, wenn:</translation>
    </message>
    <message>
        <source>a &amp;conflict replaces something of mine</source>
        <translation>ein &amp;Konflikt etwas von mir ersetzt hat</translation>
    </message>
    <message>
        <source>the server &amp;refuses items</source>
        <translation>der Server Einträge &amp;abgelehnt hat</translation>
    </message>
    <message>
        <source>I have to sign &amp;in again</source>
        <translation>ich mich neu an&amp;melden muss</translation>
    </message>
    <message>
        <source>the &amp;history file cannot be written</source>
        <translation>die &amp;Verlaufsdatei nicht geschrieben werden kann</translation>
    </message>
    <message>
        <source>Notifications show titles only, never what was said. Whatever you switch off here is still shown by the icon, its menu and this window.</source>
        <translation>Mitteilungen zeigen nur Titel, nie das Gesagte. Was hier aus ist, zeigen das Symbol, sein Menü und dieses Fenster trotzdem.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>the ser&amp;ver has news: a team I am no longer in, a restored backup</source>
        <translation>der &amp;Server Neues hat: ein Team, in dem ich nicht mehr bin, eine zurückgespielte Sicherung</translation>
    </message>
</context>
<context>
    <name>mimir::Notifier</name>
    <message>
        <source>A conversation</source>
        <translation>Eine Unterhaltung</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>einem anderen Gerät</translation>
    </message>
    <message>
        <source>%1 was also changed on %2. The newer version won; yours is kept.</source>
        <extracomment>%1 is the quoted title of a conversation, %2 the name of a device</extracomment>
        <translation>%1 wurde auch auf %2 geändert. Die neuere Fassung gilt; Ihre ist aufgehoben.</translation>
    </message>
    <message>
        <source>Changed on two devices</source>
        <translation>Auf zwei Geräten geändert</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Andere behalten</translation>
    </message>
    <message>
        <source>Not everything could be sent</source>
        <translation>Nicht alles konnte gesendet werden</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused by the server. They stay on this device.</source>
        <translation>
            <numerusform>%n Eintrag wurde vom Server abgelehnt. Er bleibt auf diesem Gerät.</numerusform>
            <numerusform>%n Einträge wurden vom Server abgelehnt. Sie bleiben auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Your sign-in has expired. Everything stays safe on this device and is sent after you sign in.</source>
        <translation>Ihre Anmeldung ist abgelaufen. Alles bleibt sicher auf diesem Gerät und wird nach der Anmeldung gesendet.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Problem on this computer</source>
        <translation>Problem auf diesem Computer</translation>
    </message>
    <message>
        <source>News from the server</source>
        <translation>Neues vom Server</translation>
    </message>
    <message>
        <source>%1: what you changed was deleted on %2, or is no longer shared with you. Yours is kept.</source>
        <extracomment>%1 is the quoted title of a conversation, %2 the name of a device</extracomment>
        <translation>%1: Was Sie geändert haben, wurde auf %2 gelöscht oder wird nicht mehr mit Ihnen geteilt. Ihre Fassung ist aufbewahrt.</translation>
    </message>
    <message>
        <source>Yours was written %1, the newer one %2.</source>
        <translation>Ihre wurde %1 geschrieben, die neuere %2.</translation>
    </message>
    <message>
        <source>Yours was written %1.</source>
        <translation>Ihre wurde %1 geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is.</source>
        <translation>
            <numerusform>Der Server widerspricht %n Eintrag von Ihnen, und keine Änderung erklärt das. Was auf diesem Gerät ist, bleibt, wie es ist.</numerusform>
            <numerusform>Der Server widerspricht %n Einträgen von Ihnen, und keine Änderung erklärt das. Was auf diesem Gerät ist, bleibt, wie es ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server contradicts your history</source>
        <translation>Der Server widerspricht Ihrem Verlauf</translation>
    </message>
    <message>
        <source>Deletions are held back</source>
        <translation>Löschungen sind aufgehalten</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are. They stay on this device.</source>
        <translation>
            <numerusform>%n Eintrag kann so nicht gesendet werden. Er bleibt auf diesem Gerät.</numerusform>
            <numerusform>%n Einträge können so nicht gesendet werden. Sie bleiben auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: what can be written only once was written twice. What reached the server first stays; the other one is kept.</source>
        <extracomment>%1 is the quoted title of a conversation</extracomment>
        <translation>%1: Was nur einmal geschrieben werden kann, wurde zweimal geschrieben. Was den Server zuerst erreicht hat, bleibt; das andere ist aufgehoben.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept.</source>
        <translation>
            <numerusform>%n Wert von Ihnen wurde durch eine andere Änderung ersetzt. Der ersetzte ist aufgehoben.</numerusform>
            <numerusform>%n Werte von Ihnen wurden durch andere Änderungen ersetzt. Die ersetzten sind aufgehoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written twice</source>
        <translation>Zweimal geschrieben</translation>
    </message>
    <message>
        <source>Transcripts are about to be deleted</source>
        <translation>Mitschriften werden bald gelöscht</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>mimir::PasswordDialog</name>
    <message>
        <source>Change password – Mimir Sync</source>
        <translation>Passwort ändern – Mimir Sync</translation>
    </message>
    <message>
        <source>This device stays signed in. Your other devices are signed out and ask for the new password; what they have not sent stays on them.</source>
        <translation>Dieses Gerät bleibt angemeldet. Ihre anderen Geräte werden abgemeldet und fragen nach dem neuen Passwort; was sie noch nicht gesendet haben, bleibt auf ihnen.</translation>
    </message>
    <message>
        <source>Account:</source>
        <translation>Konto:</translation>
    </message>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>&amp;Jetziges Passwort:</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Jetziges Passwort</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Neues Passwort:</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>at least 8 characters</source>
        <translation>mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>Once &amp;more:</source>
        <translation>N&amp;och einmal:</translation>
    </message>
    <message>
        <source>New password, once more</source>
        <translation>Neues Passwort, noch einmal</translation>
    </message>
    <message>
        <source>Change &amp;password</source>
        <translation>&amp;Passwort ändern</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyActions</name>
    <message>
        <source>Privacy mode is off</source>
        <translation>Der Privatmodus ist aus</translation>
    </message>
    <message>
        <source>Send what was recorded in privacy mode: %1?</source>
        <translation>Senden, was im Privatmodus aufgezeichnet wurde: %1?</translation>
    </message>
    <message>
        <source>Until you choose, all of it stays on this device. What you keep here is never sent.</source>
        <translation>Bis Sie wählen, bleibt alles davon auf diesem Gerät. Was Sie hier behalten, wird nie gesendet.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Keep on this device</source>
        <translation>Auf diesem Gerät &amp;behalten</translation>
    </message>
    <message>
        <source>Decide &amp;later</source>
        <translation>S&amp;päter entscheiden</translation>
    </message>
    <message>
        <source>Send held items</source>
        <translation>Zurückgehaltene Einträge senden</translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in privacy mode?</source>
        <translation>
            <numerusform>Den im Privatmodus aufgezeichneten Eintrag senden?</numerusform>
            <numerusform>Die %n im Privatmodus aufgezeichneten Einträge senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>This is sent to your server and your other devices, and cannot be undone here.</source>
        <translation>Das geht an Ihren Server und Ihre anderen Geräte und lässt sich hier nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Keep held items here</source>
        <translation>Zurückgehaltene Einträge hier behalten</translation>
    </message>
    <message numerus="yes">
        <source>Keep the %n item(s) on this device permanently?</source>
        <translation>
            <numerusform>Den Eintrag für immer auf diesem Gerät behalten?</numerusform>
            <numerusform>Die %n Einträge für immer auf diesem Gerät behalten?</numerusform>
        </translation>
    </message>
    <message>
        <source>This stays in this device&apos;s history and is never sent.</source>
        <translation>Das bleibt im Verlauf dieses Geräts und wird nie gesendet.</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>Privatsphäre der Unterhaltung</translation>
    </message>
    <message>
        <source>From now on, nothing new of it leaves this device. What was sent before is still on the server and on your other devices. If you remove it there, it is gone from them and stays on this device permanently.</source>
        <translation>Von jetzt an verlässt nichts Neues davon dieses Gerät. Was schon gesendet wurde, ist noch auf dem Server und auf Ihren anderen Geräten. Wird es dort entfernt, ist es von ihnen verschwunden und bleibt endgültig auf diesem Gerät.</translation>
    </message>
    <message>
        <source>&amp;Remove from the server</source>
        <translation>Vom Server &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Leave it there</source>
        <translation>&amp;Dort lassen</translation>
    </message>
    <message>
        <source>That was recorded while nothing of it was to be sent. What is recorded from now on follows the new rule in any case.</source>
        <translation>Das wurde aufgezeichnet, als nichts davon gesendet werden sollte. Was von jetzt an aufgezeichnet wird, folgt in jedem Fall der neuen Regel.</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>&amp;Nothing of it leaves this device.</source>
        <translation>&amp;Nichts davon verlässt dieses Gerät.</translation>
    </message>
    <message>
        <source>E&amp;xactly this would be sent for this item, and nothing else.</source>
        <translation>Genau &amp;das würde für diesen Eintrag gesendet, sonst nichts.</translation>
    </message>
    <message>
        <source>E&amp;xactly this would be sent of the conversation, one line for each item.</source>
        <translation>&amp;Genau das würde von der Unterhaltung gesendet, eine Zeile je Eintrag.</translation>
    </message>
    <message numerus="yes">
        <source>%n of its items stay here.</source>
        <translation>
            <numerusform>%n Eintrag davon bleibt hier.</numerusform>
            <numerusform>%n Einträge davon bleiben hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are the first %n item(s).</source>
        <translation>
            <numerusform>Das ist der erste Eintrag (%n).</numerusform>
            <numerusform>Das sind die ersten %n Einträge.</numerusform>
        </translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Remove the conversation “%1” from the server as well?</source>
        <translation>Die Unterhaltung „%1“ auch vom Server entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) of the conversation “%1” that were kept on this device?</source>
        <translation>
            <numerusform>Den %n Eintrag der Unterhaltung „%1“ senden, der auf diesem Gerät behalten wurde?</numerusform>
            <numerusform>Die %n Einträge der Unterhaltung „%1“ senden, die auf diesem Gerät behalten wurden?</numerusform>
        </translation>
    </message>
    <message>
        <source>What was sent before</source>
        <translation>Was früher gesendet wurde</translation>
    </message>
    <message numerus="yes">
        <source>Send %n item(s) again in their masked form?</source>
        <translation>
            <numerusform>%n Eintrag geschwärzt noch einmal senden?</numerusform>
            <numerusform>%n Einträge geschwärzt noch einmal senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>They were sent before, and hold what would be withheld today: %1. The masked form takes their place at the server and on your other devices; what was recorded here stays as it is. Copies that were made of the server’s data are not reached.</source>
        <translation>Sie wurden früher gesendet und enthalten, was heute weggelassen würde: %1. Die geschwärzte Fassung ersetzt sie auf dem Server und auf Ihren anderen Geräten; was hier aufgezeichnet wurde, bleibt, wie es ist. Kopien, die von den Daten des Servers gemacht wurden, werden nicht erreicht.</translation>
    </message>
    <message>
        <source>&amp;Send again masked</source>
        <translation>Geschwärzt noch einmal &amp;senden</translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyPage</name>
    <message>
        <source>Privacy &amp;mode: send nothing from this device</source>
        <translation>Pri&amp;vatmodus: nichts von diesem Gerät senden</translation>
    </message>
    <message>
        <source>While it is on, nothing you record leaves this device or is sent later, unless you choose so below. Changes from your other devices still arrive.</source>
        <translation>Solange er an ist, verlässt nichts Aufgezeichnetes dieses Gerät. Es wird auch später nur gesendet, wenn Sie es unten so wählen. Änderungen von Ihren anderen Geräten kommen weiter an.</translation>
    </message>
    <message>
        <source>Held items</source>
        <translation>Zurückgehaltene Einträge</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgezeichnet</translation>
    </message>
    <message>
        <source>Sen&amp;d…</source>
        <translation>S&amp;enden…</translation>
    </message>
    <message>
        <source>Send held items</source>
        <translation>Zurückgehaltene Einträge senden</translation>
    </message>
    <message>
        <source>&amp;Keep here…</source>
        <translation>&amp;Hier behalten…</translation>
    </message>
    <message>
        <source>Keep held items here</source>
        <translation>Zurückgehaltene Einträge hier behalten</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>Zei&amp;gen, was gesendet würde…</translation>
    </message>
    <message>
        <source>Turn privacy mode off first.</source>
        <translation>Schalten Sie zuerst den Privatmodus aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device by your choice.</source>
        <translation>
            <numerusform>%n Eintrag bleibt auf Ihren Wunsch für immer auf diesem Gerät.</numerusform>
            <numerusform>%n Einträge bleiben auf Ihren Wunsch für immer auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1</source>
        <translation>
            <numerusform>%n Eintrag von %1</numerusform>
            <numerusform>%n Einträge von %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1 to %2</source>
        <translation>
            <numerusform>%n Eintrag von %1 bis %2</numerusform>
            <numerusform>%n Einträge von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Held on this device: %1.</source>
        <translation>Auf diesem Gerät zurückgehalten: %1.</translation>
    </message>
    <message>
        <source>&amp;Recorded in privacy mode</source>
        <translation>Im Privatmodus aufge&amp;zeichnet</translation>
    </message>
    <message>
        <source>What may be sent</source>
        <translation>Was gesendet werden darf</translation>
    </message>
    <message>
        <source>&amp;Usually:</source>
        <translation>&amp;Normalerweise:</translation>
    </message>
    <message>
        <source>What may usually be sent</source>
        <translation>Was normalerweise gesendet werden darf</translation>
    </message>
    <message>
        <source>E&amp;xceptions:</source>
        <translation>Ausnah&amp;men:</translation>
    </message>
    <message>
        <source>Rules for folders, repositories, agents and conversations</source>
        <translation>Regeln für Ordner, Repositorys, Agenten und Unterhaltungen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>Gesendet wird</translation>
    </message>
    <message>
        <source>&amp;Add a rule…</source>
        <translation>Regel hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Än&amp;dern…</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>Regel ändern</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>Entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Regel entfernen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>None: the same applies to everything. Add a rule for a folder, a repository or an agent; for a conversation, do so in the history.</source>
        <translation>Es gibt keine: Für alles gilt dasselbe. Fügen Sie eine Regel für einen Ordner, ein Repository oder einen Agenten hinzu; eine für eine Unterhaltung entsteht im Verlauf.</translation>
    </message>
    <message>
        <source>Nothing is held. What you record from now on is listed here until you send it or keep it on this device.</source>
        <translation>Nichts wird zurückgehalten. Was ab jetzt aufgezeichnet wird, steht hier, bis Sie es senden oder auf diesem Gerät behalten.</translation>
    </message>
    <message>
        <source>Check what was sen&amp;t…</source>
        <translation>Gesendetes &amp;prüfen…</translation>
    </message>
    <message>
        <source>Looks for what was sent earlier and would be withheld today.</source>
        <translation>Sucht, was früher gesendet wurde und heute weggelassen würde.</translation>
    </message>
</context>
<context>
    <name>mimir::QuestionBox</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>mimir::Questions</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::RefusedActions</name>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)?</source>
        <translation>
            <numerusform>Die Änderung an %n Eintrag verwerfen?</numerusform>
            <numerusform>Die Änderungen an %n Einträgen verwerfen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They become what the server has. What you wrote stays among the resolved conflicts and can be restored there. What the server never had stays on this device and is not sent.</source>
        <translation>Sie werden, wie der Server sie hat. Was Sie geschrieben haben, bleibt unter den erledigten Konflikten und lässt sich dort wiederherstellen. Was der Server nie hatte, bleibt auf diesem Gerät und wird nicht gesendet.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
</context>
<context>
    <name>mimir::RuleDialog</name>
    <message>
        <source>Rule f&amp;or:</source>
        <translation>Regel &amp;für:</translation>
    </message>
    <message>
        <source>Rule for</source>
        <translation>Regel für</translation>
    </message>
    <message>
        <source>What the rule applies to</source>
        <translation>Wofür die Regel gilt</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>&amp;May be sent:</source>
        <translation>&amp;Gesendet wird:</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>Gesendet wird</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Remo&amp;ve the rule</source>
        <translation>Regel entfe&amp;rnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Canc&amp;el</source>
        <translation>Abbr&amp;echen</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>Regel ändern</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>Privatsphäre der Unterhaltung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Folder and everything below it:</source>
        <translation>&amp;Ordner und alles darunter:</translation>
    </message>
    <message>
        <source>&amp;Address of the repository:</source>
        <translation>&amp;Adresse des Repositorys:</translation>
    </message>
    <message>
        <source>&amp;Name of the agent:</source>
        <translation>&amp;Name des Agenten:</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>mimir::SentCheck</name>
    <message>
        <source>What was sent before</source>
        <translation>Was früher gesendet wurde</translation>
    </message>
    <message>
        <source>Looking through what was sent…</source>
        <translation>Gesendetes wird durchgesehen…</translation>
    </message>
    <message>
        <source>Nothing that was sent would be withheld today.</source>
        <translation>Von dem, was gesendet wurde, würde heute nichts weggelassen.</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>mimir::SettingsBinder</name>
    <message>
        <source>not at all – live</source>
        <translation>gar nicht – sofort</translation>
    </message>
</context>
<context>
    <name>mimir::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>&amp;Quit Mimir Sync</source>
        <translation>Mimir Sync &amp;beenden</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>mimir::SetupWizard</name>
    <message>
        <source>Set up Mimir Sync</source>
        <translation>Mimir Sync einrichten</translation>
    </message>
    <message>
        <source>Welcome to Mimir Sync</source>
        <translation>Willkommen bei Mimir Sync</translation>
    </message>
    <message>
        <source>Mimir Sync keeps the history of your coding agents safe and in step on all your devices.</source>
        <translation>Mimir Sync hält den Verlauf Ihrer Programmierassistenten sicher und auf allen Ihren Geräten gleich.</translation>
    </message>
    <message>
        <source>Nothing leaves this device until you press Finish.</source>
        <translation>Nichts verlässt dieses Gerät, bevor Sie auf „Abschließen“ drücken.</translation>
    </message>
    <message>
        <source>Sign in with the &amp;browser</source>
        <translation>Im &amp;Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in with e-mail and &amp;password</source>
        <translation>Mit E-Mail und &amp;Passwort anmelden</translation>
    </message>
    <message>
        <source>&amp;Try it with a server on this computer</source>
        <translation>Mit einem &amp;Server auf diesem Computer ausprobieren</translation>
    </message>
    <message>
        <source>No account is needed. Everything stays on this computer; you can sign in elsewhere later.</source>
        <translation>Ein Konto ist nicht nötig. Alles bleibt auf diesem Computer; später können Sie sich anderswo anmelden.</translation>
    </message>
    <message>
        <source>&amp;Only keep history on this device</source>
        <translation>Den &amp;Verlauf nur auf diesem Gerät führen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Your history is sent only to the server you name here.</source>
        <translation>Ihr Verlauf wird nur an den Server gesendet, den Sie hier nennen.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Starting a server</source>
        <translation>Server wird gestartet</translation>
    </message>
    <message>
        <source>What to sync</source>
        <translation>Was synchronisiert wird</translation>
    </message>
    <message>
        <source>&amp;Everything on this device, and everything new</source>
        <translation>&amp;Alles auf diesem Gerät Aufgezeichnete und was kommt</translation>
    </message>
    <message>
        <source>Only what is recorded &amp;from now on</source>
        <translation>Nur, was von jetzt an &amp;kommt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Press Finish to start syncing.</source>
        <translation>Noch wurde nichts gesendet. „Abschließen“ startet die Synchronisation.</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>Zei&amp;gen, was gesendet würde…</translation>
    </message>
    <message>
        <source>Your own server will run on this computer while Mimir Sync does. Press Next to start it.</source>
        <translation>Ein eigener Server läuft auf diesem Computer, solange Mimir Sync läuft. „Weiter“ startet ihn.</translation>
    </message>
    <message>
        <source>Enter the address of your server.</source>
        <translation>Geben Sie die Adresse Ihres Servers ein.</translation>
    </message>
    <message>
        <source>Enter server, e-mail and password.</source>
        <translation>Geben Sie Server, E-Mail und Passwort ein.</translation>
    </message>
    <message>
        <source>Starting the server…</source>
        <translation>Der Server wird gestartet…</translation>
    </message>
    <message>
        <source>The server is not installed on this computer: install the package mimir-teams-server, or go back and sign in elsewhere.</source>
        <translation>Der Server ist auf diesem Computer nicht installiert: Installieren Sie das Paket mimir-teams-server, oder gehen Sie zurück und melden Sie sich anderswo an.</translation>
    </message>
    <message>
        <source>The server could not be started. Nothing was changed; go back and choose another way.</source>
        <translation>Der Server konnte nicht gestartet werden. Nichts wurde geändert; gehen Sie zurück und wählen Sie einen anderen Weg.</translation>
    </message>
    <message>
        <source>Nothing has left this device yet.</source>
        <translation>Noch hat nichts dieses Gerät verlassen.</translation>
    </message>
    <message>
        <source>Everything already here stays on this device permanently, and so does whatever you add to these conversations.</source>
        <translation>Was schon hier ist, bleibt für immer auf diesem Gerät, ebenso was Sie diesen Unterhaltungen hinzufügen.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is sent now. %n &amp;item(s) recorded so far stay on this device.</source>
        <translation>
            <numerusform>Jetzt wird nichts gesendet. %n bisher aufgezeichneter &amp;Eintrag bleibt auf diesem Gerät.</numerusform>
            <numerusform>Jetzt wird nichts gesendet. %n bisher aufgezeichnete &amp;Einträge bleiben auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>There &amp;is nothing to send yet. What you record from now on is sent automatically.</source>
        <translation>Noch gibt &amp;es nichts zu senden. Was Sie von jetzt an aufzeichnen, wird automatisch gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n &amp;item(s) will be sent:</source>
        <translation>
            <numerusform>%n &amp;Eintrag wird gesendet:</numerusform>
            <numerusform>%n &amp;Einträge werden gesendet:</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;May be sent:</source>
        <translation>&amp;Davon wird gesendet:</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>Davon wird gesendet</translation>
    </message>
    <message>
        <source>Fo&amp;lders to sync; nothing from other folders leaves this device:</source>
        <translation>&amp;Ordner, die synchronisiert werden; von den anderen verlässt nichts dieses Gerät:</translation>
    </message>
    <message>
        <source>Folders to sync</source>
        <translation>Ordner, die synchronisiert werden</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Never sent: secrets, environment variables and this program&apos;s settings; and, unless you choose otherwise, what is recorded in privacy mode.</source>
        <translation>Nie gesendet: Geheimnisse, Umgebungsvariablen und Einstellungen dieses Programms; und, solange Sie es nicht wählen, was im Privatmodus aufgezeichnet wird.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device.</source>
        <translation>
            <numerusform>%n Eintrag bleibt auf diesem Gerät.</numerusform>
            <numerusform>%n Einträge bleiben auf diesem Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing &amp;is sent now.</source>
        <translation>&amp;Jetzt wird nichts gesendet.</translation>
    </message>
    <message>
        <source>What would be sent cannot be read. Go back and try again.</source>
        <translation>Was gesendet würde, kann nicht gelesen werden. Gehen Sie zurück und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The folders of your history cannot be read, so nothing is sent. Press Next to try again.</source>
        <translation>Die Ordner Ihres Verlaufs können nicht gelesen werden, deshalb wird nichts gesendet. Mit „Weiter“ wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>Which agents?</source>
        <translation>Welche Agenten?</translation>
    </message>
    <message>
        <source>These have left their history on this computer. It is read, never changed.</source>
        <translation>Diese haben ihren Verlauf auf diesem Rechner. Er wird gelesen, nie geändert.</translation>
    </message>
    <message>
        <source>Those with a &amp;tick are added to your history on this device now, and followed from then on:</source>
        <translation>Die an&amp;gekreuzten kommen jetzt in Ihren Verlauf auf diesem Gerät und werden von da an verfolgt:</translation>
    </message>
    <message>
        <source>Agents to follow</source>
        <translation>Zu verfolgende Agenten</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Mitschriften</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Nothing of it leaves this device before Finish: the next pages say what would be sent.</source>
        <translation>Nichts davon verlässt dieses Gerät vor „Fertigstellen“: Die nächsten Seiten sagen, was gesendet würde.</translation>
    </message>
    <message>
        <source>Not everything was read. What was read is kept on this device. Press Next to go on reading, or remove a tick to go on without it.</source>
        <translation>Nicht alles wurde gelesen. Was gelesen wurde, bleibt auf diesem Gerät. „Weiter“ liest weiter; oder entfernen Sie ein Kreuz, um ohne diesen Agenten fortzufahren.</translation>
    </message>
</context>
<context>
    <name>mimir::SharingActions</name>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Share “%1” with your team?</source>
        <translation>„%1“ mit Ihrem Team teilen?</translation>
    </message>
    <message>
        <source>Share “%1” with the team %2?</source>
        <translation>„%1“ mit dem Team %2 teilen?</translation>
    </message>
    <message>
        <source>Everyone in the team can read it, including what is added to it later. Only you can change it, and you can stop sharing at any time: it then disappears from their devices.</source>
        <translation>Alle im Team können sie lesen, auch was später dazukommt. Nur Sie können sie ändern, und Sie können das jederzeit beenden: Dann verschwindet sie von den Geräten der anderen.</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Teilen</translation>
    </message>
</context>
<context>
    <name>mimir::SideTabs</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>mimir::SignInDialog</name>
    <message>
        <source>Sign in – Mimir Sync</source>
        <translation>Anmelden – Mimir Sync</translation>
    </message>
    <message>
        <source>Your history is sent only to the server you name here.</source>
        <translation>Ihr Verlauf wird nur an den Server gesendet, den Sie hier nennen.</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>An&amp;melden</translation>
    </message>
    <message>
        <source>With the &amp;browser…</source>
        <translation>Im &amp;Browser…</translation>
    </message>
    <message>
        <source>With a pass&amp;word…</source>
        <translation>Mit Pass&amp;wort…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>Change address</source>
        <translation>Adresse ändern</translation>
    </message>
    <message>
        <source>C&amp;hange address</source>
        <translation>Adresse än&amp;dern</translation>
    </message>
</context>
<context>
    <name>mimir::SignInForm</name>
    <message>
        <source>Ser&amp;ver:</source>
        <translation>Ser&amp;ver:</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>&amp;E-mail:</source>
        <translation>&amp;E-Mail:</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>&amp;Organisation:</source>
        <translation>&amp;Organisation:</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Optional – the server chooses</source>
        <translation>Optional – der Server wählt</translation>
    </message>
    <message>
        <source>&amp;Team:</source>
        <translation>&amp;Team:</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Optional – your only team, or else your own</source>
        <translation>Optional – Ihr einziges Team, sonst Ihr eigenes</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Open the pa&amp;ge</source>
        <translation>&amp;Seite öffnen</translation>
    </message>
    <message>
        <source>Cop&amp;y code</source>
        <translation>Code &amp;kopieren</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung läuft</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>No browser could be started. Open the address on any device and enter the code.</source>
        <translation>Kein Browser ließ sich starten. Öffnen Sie die Adresse auf einem beliebigen Gerät und geben Sie den Code ein.</translation>
    </message>
    <message>
        <source>Open %1 and enter this code. This window continues automatically.</source>
        <translation>Öffnen Sie %1 und geben Sie diesen Code ein. Dieses Fenster macht dann von selbst weiter.</translation>
    </message>
    <message>
        <source>This server does not support signing in with a browser. Use e-mail and password.</source>
        <translation>Dieser Server kann nicht im Browser anmelden. Nehmen Sie E-Mail und Passwort.</translation>
    </message>
    <message>
        <source>Your account has no organisation or team with that name on this server.</source>
        <translation>Ihr Konto hat auf diesem Server keine Organisation und kein Team dieses Namens.</translation>
    </message>
    <message>
        <source>The sign-in was denied in the browser. Nothing was changed.</source>
        <translation>Die Anmeldung wurde im Browser abgewiesen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>No one approved the code in time. Try again.</source>
        <translation>Niemand hat den Code rechtzeitig bestätigt. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>Das ist keine Adresse eines Servers; eine sieht so aus: https://mimir.example.org. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the address, and whether you are online. Nothing was sent.</source>
        <translation>Der Server ist nicht erreichbar. Prüfen Sie die Adresse und ob Sie online sind. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Which of your teams? Enter one of these: %1</source>
        <translation>Welches Ihrer Teams? Geben Sie eines davon ein: %1</translation>
    </message>
    <message>
        <source>The current address is %1. Enter the same server&apos;s new address, and your password there. Nothing is sent until the new address has shown that it has the same history.</source>
        <translation>Die bisherige Adresse ist %1. Geben Sie die neue desselben Servers ein, und Ihr Passwort dort. Es wird nichts gesendet, bevor die neue Adresse gezeigt hat, dass sie denselben Verlauf hat.</translation>
    </message>
    <message>
        <source>This is another server: it has none of your teams. The address was not changed and nothing was sent.</source>
        <translation>Das ist ein anderer Server: Er hat keines Ihrer Teams. Die Adresse wurde nicht geändert und nichts wurde gesendet.</translation>
    </message>
</context>
<context>
    <name>mimir::SourceActions</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>%n Eintrag war neu oder geändert.</numerusform>
            <numerusform>%n Einträge waren neu oder geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The reading was not finished. What was read stays; it goes on from there.</source>
        <translation>Es wurde nicht zu Ende gelesen. Was gelesen wurde, bleibt; von dort geht es weiter.</translation>
    </message>
</context>
<context>
    <name>mimir::SourcesImport</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Reading what your agents have written…</source>
        <translation>Was Ihre Agenten geschrieben haben, wird gelesen …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the page Sources says which, and why.</source>
        <translation>
            <numerusform>%n Mitschrift konnte nicht gelesen werden; die Seite „Quellen“ sagt, welche und warum.</numerusform>
            <numerusform>%n Mitschriften konnten nicht gelesen werden; die Seite „Quellen“ sagt, welche und warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>%n Eintrag wurde davor gelesen und bleibt.</numerusform>
            <numerusform>%n Einträge wurden davor gelesen und bleiben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SourcesPage</name>
    <message>
        <source>A&amp;gents on this computer:</source>
        <translation>A&amp;genten auf diesem Rechner:</translation>
    </message>
    <message>
        <source>Agents on this computer</source>
        <translation>Agenten auf diesem Rechner</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Mitschriften</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>Zuletzt geschrieben</translation>
    </message>
    <message>
        <source>How far it is read</source>
        <translation>Wie weit gelesen ist</translation>
    </message>
    <message>
        <source>Leave alone what was last &amp;written before</source>
        <translation>&amp;Auslassen, was zuletzt geschrieben wurde vor dem</translation>
    </message>
    <message>
        <source>Leave alone what was last written before</source>
        <translation>Auslassen, was zuletzt geschrieben wurde vor dem</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>&amp;Read now</source>
        <translation>Jetzt &amp;lesen</translation>
    </message>
    <message>
        <source>Add &amp;folder</source>
        <translation>&amp;Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Folder of %1…</source>
        <translation>Ordner von %1 …</translation>
    </message>
    <message>
        <source>No history of a coding agent that Mimir Sync can read was found on this computer. If one keeps it elsewhere, add its folder.</source>
        <translation>Auf diesem Rechner wurde kein Verlauf eines Agenten gefunden, den Mimir Sync lesen kann. Hat ihn einer anderswo, fügen Sie dessen Ordner hinzu.</translation>
    </message>
    <message>
        <source>What the agents with a tick write is added to your history. Their files are only read, never changed; what they delete stays here.</source>
        <translation>Was die angekreuzten Agenten schreiben, kommt in Ihren Verlauf. Deren Dateien werden nur gelesen, nie geändert; was sie löschen, bleibt hier.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Records that this version does not know: %1</source>
        <translation>Einträge, die diese Version nicht kennt: %1</translation>
    </message>
    <message>
        <source>&amp;Date:</source>
        <translation>&amp;Datum:</translation>
    </message>
    <message>
        <source>What was allowed or denied: %1.</source>
        <translation>Was erlaubt oder abgelehnt wurde: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more device(s): “mimir sources coverage” lists all of them.</source>
        <translation>
            <numerusform>%n weiteres Gerät: „mimir sources coverage“ zeigt alle.</numerusform>
            <numerusform>%n weitere Geräte: „mimir sources coverage“ zeigt alle.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::StatusPage</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What the state means</source>
        <translation>Was der Zustand bedeutet</translation>
    </message>
    <message>
        <source>Progress of syncing</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>Sto&amp;pp</translation>
    </message>
    <message>
        <source>Stops syncing; the rest is sent when you resume</source>
        <translation>Hält das Synchronisieren an; der Rest wird gesendet, wenn Sie fortsetzen</translation>
    </message>
    <message>
        <source>Sync &amp;now</source>
        <translation>&amp;Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>An&amp;melden…</translation>
    </message>
    <message>
        <source>Last sent:</source>
        <translation>Zuletzt gesendet:</translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation>Zuletzt gesendet</translation>
    </message>
    <message>
        <source>Last received:</source>
        <translation>Zuletzt empfangen:</translation>
    </message>
    <message>
        <source>Last received</source>
        <translation>Zuletzt empfangen</translation>
    </message>
    <message>
        <source>Next try:</source>
        <translation>Nächster Versuch:</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Waiting to be sent:</source>
        <translation>Noch zu senden:</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Held by privacy mode:</source>
        <translation>Im Privatmodus zurückgehalten:</translation>
    </message>
    <message>
        <source>Held by privacy mode</source>
        <translation>Im Privatmodus zurückgehalten</translation>
    </message>
    <message>
        <source>&amp;Decide…</source>
        <translation>&amp;Entscheiden…</translation>
    </message>
    <message>
        <source>Decide about held items</source>
        <translation>Über zurückgehaltene Einträge entscheiden</translation>
    </message>
    <message>
        <source>Refused by the server:</source>
        <translation>Vom Server abgelehnt:</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>Vom Server abgelehnt</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Ansehen…</translation>
    </message>
    <message>
        <source>Review refused items</source>
        <translation>Abgelehnte Einträge ansehen</translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>Konflikte:</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Revie&amp;w…</source>
        <translation>Anse&amp;hen…</translation>
    </message>
    <message>
        <source>Review conflicts</source>
        <translation>Konflikte ansehen</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>Die letzten 24 Stunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Verlauf…</translation>
    </message>
    <message>
        <source>&amp;Bars show:</source>
        <translation>Bal&amp;ken zeigen:</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>The last 24 hou&amp;rs</source>
        <translation>Die let&amp;zten 24 Stunden</translation>
    </message>
    <message>
        <source>&amp;Answer…</source>
        <translation>An&amp;tworten…</translation>
    </message>
    <message>
        <source>Answer the question about your data</source>
        <translation>Beantworten, was zu Ihren Daten gefragt wird</translation>
    </message>
    <message>
        <source>Cannot be sent:</source>
        <translation>Kann nicht gesendet werden:</translation>
    </message>
    <message>
        <source>Refused, or cannot be sent:</source>
        <translation>Abgelehnt oder nicht sendbar:</translation>
    </message>
</context>
<context>
    <name>mimir::SyncPage</name>
    <message>
        <source>When to sync</source>
        <translation>Wann synchronisiert wird</translation>
    </message>
    <message>
        <source>Collect chan&amp;ges for:</source>
        <translation>Änderungen &amp;sammeln für:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Items in one &amp;request:</source>
        <translation>Einträge je &amp;Anfrage:</translation>
    </message>
    <message>
        <source>&amp;Metered networks:</source>
        <translation>&amp;Getaktete Netze:</translation>
    </message>
    <message>
        <source>&amp;Battery:</source>
        <translation>A&amp;kku:</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Pro&amp;xy:</source>
        <translation>Pro&amp;xy:</translation>
    </message>
    <message>
        <source>Ki&amp;nd:</source>
        <translation>A&amp;rt:</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>&amp;Host:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>Ben&amp;utzer:</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>&amp;Start when I log in to this computer</source>
        <translation>Beim An&amp;melden an diesem Computer starten</translation>
    </message>
    <message>
        <source>L&amp;anguage:</source>
        <translation>Sprach&amp;e:</translation>
    </message>
    <message>
        <source>Panel &amp;icon:</source>
        <translation>S&amp;ymbol in der Leiste:</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation>Pass&amp;wort:</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Proxy-Passwort</translation>
    </message>
    <message>
        <source>(stored)</source>
        <translation>(gespeichert)</translation>
    </message>
</context>
<context>
    <name>mimir::TextDialog</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Kop&amp;ieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>It could not be saved there. Nothing was changed: choose another place.</source>
        <translation>Dort konnte es nicht gespeichert werden. Nichts wurde geändert: Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>mimir::TrafficChart</name>
    <message>
        <source>Nothing was sent or received in the last 24 hours.</source>
        <translation>In den letzten 24 Stunden wurde nichts gesendet oder empfangen.</translation>
    </message>
    <message>
        <source>Sent: %1, %2. </source>
        <translation>Gesendet: %1, %2. </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Received: %1, %2.</source>
        <translation>Empfangen: %1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed.</source>
        <translation>
            <numerusform>%n Versuch ist fehlgeschlagen.</numerusform>
            <numerusform>%n Versuche sind fehlgeschlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>%1: nothing</source>
        <translation>%1: nichts</translation>
    </message>
    <message>
        <source>%1: %2 sent (%3), %4 received (%5)</source>
        <translation>%1: %2 gesendet (%3), %4 empfangen (%5)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>sent above, received below, failed ×</source>
        <translation>oben gesendet, unten empfangen, gescheitert ×</translation>
    </message>
</context>
<context>
    <name>mimir::TrashActions</name>
    <message>
        <source>&amp;Delete them</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>Be&amp;halten</translation>
    </message>
    <message>
        <source>Deletions</source>
        <translation>Löschungen</translation>
    </message>
    <message>
        <source>Delete them here as well, or keep them?</source>
        <translation>Auch hier löschen oder behalten?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>It is no longer in the trash.</source>
        <translation>Es ist nicht mehr im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are back in your history, as new ones.</source>
        <translation>
            <numerusform>%n Eintrag ist wieder in Ihrem Verlauf, als neuer.</numerusform>
            <numerusform>%n Einträge sind wieder in Ihrem Verlauf, als neue.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>Im Papierkorb</translation>
    </message>
    <message>
        <source>%1, d&amp;eleted on %2:</source>
        <translation>%1, &amp;gelöscht am %2:</translation>
    </message>
    <message>
        <source>%1, d&amp;eleted on %2: “%3”</source>
        <translation>%1, &amp;gelöscht am %2: „%3“</translation>
    </message>
    <message numerus="yes">
        <source>(%n more item(s).)</source>
        <translation>
            <numerusform>(%n weiterer Eintrag.)</numerusform>
            <numerusform>(%n weitere Einträge.)</numerusform>
        </translation>
    </message>
    <message>
        <source>Tool call %1</source>
        <translation>Werkzeugaufruf %1</translation>
    </message>
    <message>
        <source>%1, %2:</source>
        <translation>%1, %2:</translation>
    </message>
    <message>
        <source>It contains no messages.</source>
        <translation>Es sind keine Nachrichten darin.</translation>
    </message>
    <message>
        <source>Nothing was decided: the question has changed in the meantime, or no longer applies.</source>
        <translation>Nichts wurde entschieden: Die Frage hat sich inzwischen geändert oder erledigt.</translation>
    </message>
</context>
<context>
    <name>mimir::TrashPage</name>
    <message>
        <source>Deletions that are held back</source>
        <translation>Löschungen, die aufgehalten sind</translation>
    </message>
    <message>
        <source>&amp;Decide…</source>
        <translation>&amp;Entscheiden…</translation>
    </message>
    <message>
        <source>Decide about deletions that are held back</source>
        <translation>Über aufgehaltene Löschungen entscheiden</translation>
    </message>
    <message>
        <source>Deleted &amp;items:</source>
        <translation>Ge&amp;löschte Einträge:</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>Gelöscht von</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Bleibt bis</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation>&amp;Zeigen…</translation>
    </message>
    <message>
        <source>a server that is no longer known</source>
        <translation>ein Server, der nicht mehr bekannt ist</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>it is restored</source>
        <translation>zur Wiederherstellung</translation>
    </message>
</context>
<context>
    <name>mimir::TrayMenu</name>
    <message>
        <source>Sync &amp;now</source>
        <translation>&amp;Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Privacy mode</source>
        <translation>&amp;Privatmodus</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>P&amp;ause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;30 minutes</source>
        <translation>&amp;30 Minuten</translation>
    </message>
    <message>
        <source>&amp;2 hours</source>
        <translation>&amp;2 Stunden</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>Bis &amp;morgen</translation>
    </message>
    <message>
        <source>Until I &amp;resume</source>
        <translation>Bis ich &amp;fortsetze</translation>
    </message>
    <message>
        <source>&amp;Conflicts (%1)…</source>
        <translation>&amp;Konflikte (%1)…</translation>
    </message>
    <message>
        <source>&amp;Retry failed (%1)</source>
        <translation>Abgelehnte noch einmal &amp;versuchen (%1)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>Ver&amp;lauf…</translation>
    </message>
    <message>
        <source>&amp;Privacy mode (not allowed by your organisation)</source>
        <translation>&amp;Privatmodus (von Ihrer Organisation nicht erlaubt)</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>An&amp;melden…</translation>
    </message>
    <message>
        <source>Re&amp;view refused (%1)…</source>
        <translation>Abgelehnte a&amp;nsehen (%1)…</translation>
    </message>
    <message>
        <source>Re&amp;view what was not sent (%1)…</source>
        <translation>Nicht Gesendetes a&amp;nsehen (%1)…</translation>
    </message>
</context>
<context>
    <name>SignedIn</name>
    <message>
        <source>The server refused this: you are not, or no longer, a member of %1, which this device is signed in to. Everything here stays on this device; to sync with another organisation, sign in again.</source>
        <translation>Der Server hat das abgelehnt: Sie sind nicht oder nicht mehr in %1, wo dieses Gerät angemeldet ist. Alles hier bleibt auf diesem Gerät; um mit einer anderen Organisation zu synchronisieren, melden Sie sich neu an.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>at most N lines, the newest (default 50)</source>
        <translation>לכל היותר N שורות, החדשות ביותר (ברירת המחדל: 50)</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>--limit needs a number</source>
        <translation>‏--limit דורש מספר</translation>
    </message>
    <message>
        <source>Nothing has been sent or fetched yet.</source>
        <translation>עדיין לא נשלח ולא התקבל דבר.</translation>
    </message>
    <message numerus="yes">
        <source>; %n held by privacy mode</source>
        <translation>
            <numerusform>; פריט אחד מעוכב במצב פרטיות</numerusform>
            <numerusform>; %n מעוכבים במצב פרטיות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n kept here by your choice</source>
        <translation>
            <numerusform>; פריט אחד נשאר כאן לפי בחירתך</numerusform>
            <numerusform>; %n נשארו כאן לפי בחירתך</numerusform>
        </translation>
    </message>
    <message>
        <source>; withheld: %1</source>
        <translation>; לא נשלח: %1</translation>
    </message>
    <message>
        <source>Shows what was sent and fetched: which conversations, when, where to, and what stayed here</source>
        <translation>מציג מה נשלח ומה התקבל: מאילו שיחות, מתי, לאן, ומה נשאר כאן</translation>
    </message>
    <message>
        <source>%1  %2: %3; %4 bytes, %5: %6</source>
        <translation>%1  %2: %3; %4 בתים, %5: %6</translation>
    </message>
</context>
<context>
    <name>AgentSettingsText</name>
    <message>
        <source>There are no hooks for %1. There are for: %2.</source>
        <translation>ל-%1 אין hooks. יש ל: %2.</translation>
    </message>
    <message>
        <source>%1 has not been used here: the folder that %2 would be in is missing. Nothing was changed.</source>
        <translation>עוד לא השתמשו כאן ב-%1: התיקייה שבה היה אמור להיות %2 חסרה. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 is a link or not a file. Whoever made it so should decide about it; nothing was changed.</source>
        <translation>%1 הוא קישור או אינו קובץ. מי שקבע זאת צריך להחליט עליו; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1, or the folder it is in, is not yours alone. Nothing was changed.</source>
        <translation>%1, או התיקייה שבה הוא נמצא, אינם שלך בלבד. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 has just been changed by another program. Nothing was changed; please try again.</source>
        <translation>תוכנית אחרת שינתה זה עתה את %1. דבר לא השתנה; יש לנסות שוב.</translation>
    </message>
    <message>
        <source>Change of %1:</source>
        <translation>שינוי ב-%1:</translation>
    </message>
    <message>
        <source>%1 is deleted:</source>
        <translation>%1 נמחק:</translation>
    </message>
    <message>
        <source>Type “yes” to change it, or press Enter to leave it: </source>
        <translation>יש להקליד “כן” כדי לשנות, או ללחוץ Enter כדי להשאיר: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>כן</translation>
    </message>
    <message>
        <source>%1 is not valid %2. Nothing was changed.</source>
        <translation>%1 אינו %2 תקין. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 has a form that Mimir Sync does not know. Nothing was changed.</source>
        <translation>ל-%1 יש מבנה ש-Mimir Sync אינה מכירה. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>בלי לשאול</translation>
    </message>
    <message>
        <source>cannot ask here: use --yes</source>
        <translation>אין כאן את מי לשאול: יש לציין --yes</translation>
    </message>
</context>
<context>
    <name>Arguments</name>
    <message>
        <source>%1 needs a value</source>
        <translation>‏%1 דורש ערך</translation>
    </message>
    <message>
        <source>%1 takes no value</source>
        <translation>‏%1 אינו מקבל ערך</translation>
    </message>
    <message>
        <source>unknown option %1.</source>
        <translation>אפשרות לא מוכרת: ‎%1.</translation>
    </message>
</context>
<context>
    <name>AuthAdopt</name>
    <message>
        <source>Sends what another account left unsent on this device, as the account that is signed in</source>
        <translation>שולח בתור החשבון המחובר את מה שחשבון אחר השאיר כאן ולא נשלח</translation>
    </message>
    <message>
        <source>[E-MAIL]</source>
        <translation>[E-MAIL]</translation>
    </message>
    <message>
        <source>do not ask; this cannot be undone</source>
        <translation>בלי לשאול; אי אפשר לבטל זאת</translation>
    </message>
    <message>
        <source>--yes is missing: sending as another account cannot be undone</source>
        <translation>‏--yes חסר: מה שנשלח בתור חשבון אחר אי אפשר להחזיר</translation>
    </message>
    <message>
        <source>Nothing from another account is waiting on this device.</source>
        <translation>שום דבר של חשבון אחר אינו ממתין במכשיר זה.</translation>
    </message>
</context>
<context>
    <name>AuthLogin</name>
    <message>
        <source>Signs in to a server; asks for whatever is not given</source>
        <translation>מתחבר לשרת; שואל על מה שלא נמסר</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>the server&apos;s address</source>
        <translation>כתובת השרת</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>your e-mail address</source>
        <translation>כתובת הדוא״ל שלך</translation>
    </message>
    <message>
        <source>sign in with a code in a browser, here or elsewhere</source>
        <translation>התחברות עם קוד בדפדפן, כאן או במקום אחר</translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation>קריאת הסיסמה מהקלט התקני</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>SLUG</translation>
    </message>
    <message>
        <source>the organisation, if you are in several</source>
        <translation>הארגון, אם יש לך כמה</translation>
    </message>
    <message>
        <source>the team for everything that belongs to no other team</source>
        <translation>הצוות שיקבל את מה שלא שייך לאף צוות אחר</translation>
    </message>
    <message>
        <source>where to store the sign-in (default: the keyring)</source>
        <translation>היכן ההתחברות נשמרת (ברירת המחדל: צרור המפתחות)</translation>
    </message>
    <message>
        <source>allow an unencrypted address</source>
        <translation>להתיר כתובת שאינה מוצפנת</translation>
    </message>
    <message>
        <source>--token-store must be keyring, memory or file</source>
        <translation>‏--token-store חייב להיות keyring,‏ memory או file</translation>
    </message>
    <message>
        <source>Server: </source>
        <translation>שרת: </translation>
    </message>
    <message>
        <source>--server is missing</source>
        <translation>חסר --server</translation>
    </message>
    <message>
        <source>Open this page and enter the code %1:</source>
        <translation>יש לפתוח את הדף הזה ולהקליד את הקוד %1:</translation>
    </message>
    <message>
        <source>It was also opened in your browser. Check that the code there matches the one above.</source>
        <translation>הוא נפתח גם בדפדפן שלך. יש לוודא שהקוד שם זהה לקוד שלמעלה.</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>ממתין לדפדפן…</translation>
    </message>
    <message>
        <source>This server does not support signing in with a browser. Use --email.</source>
        <translation>השרת הזה אינו מאפשר התחברות בדפדפן. יש להשתמש ב---email.</translation>
    </message>
    <message>
        <source>Not signed in: the request was denied.</source>
        <translation>לא בוצעה התחברות: הבקשה נדחתה.</translation>
    </message>
    <message>
        <source>Not signed in: no one approved the request in time.</source>
        <translation>לא בוצעה התחברות: איש לא אישר אותה בזמן.</translation>
    </message>
    <message>
        <source>E-mail: </source>
        <translation>דוא״ל: </translation>
    </message>
    <message>
        <source>--email is missing</source>
        <translation>חסר --email</translation>
    </message>
    <message>
        <source>Password: </source>
        <translation>סיסמה: </translation>
    </message>
    <message>
        <source>the password is missing: pass it on standard input with --password-stdin</source>
        <translation>הסיסמה חסרה: יש להעביר אותה בקלט התקני עם --password-stdin</translation>
    </message>
    <message>
        <source>Not signed in: choose a team with --team (%1).</source>
        <translation>לא בוצעה התחברות: יש לבחור צוות עם --team (%1).</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2, team %3.</source>
        <translation>מחובר אל %1 בתור %2, צוות %3.</translation>
    </message>
    <message>
        <source>The sign-in is stored in %1, which only you can read.</source>
        <translation>ההתחברות נשמרת בקובץ %1, שרק לך מותר לקרוא.</translation>
    </message>
    <message>
        <source>The sign-in was not stored: it ends with this program. Without a keyring, “--token-store file” stores it in a file that only you can read.</source>
        <translation>ההתחברות לא נשמרה: היא מסתיימת עם התוכנה הזאת. כשאין צרור מפתחות, “--token-store file” שומר אותה בקובץ שרק לך מותר לקרוא.</translation>
    </message>
    <message>
        <source>with --browser, the server chooses the organisation</source>
        <translation>עם --browser השרת בוחר את הארגון</translation>
    </message>
    <message>
        <source>This is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>זו אינה כתובת של שרת; כתובת נראית כך: https://mimir.example.org. דבר לא נשלח.</translation>
    </message>
    <message>
        <source>Its teams are known from another address. Nothing is sent until this address has shown that it has the same history.</source>
        <translation>הצוותים שלו מוכרים מכתובת אחרת. דבר לא נשלח לפני שכתובת זו מראה שיש בה אותה היסטוריה.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>also trust the certificate authority in this file; saved as the setting server.ca_file</source>
        <translation>לתת אמון גם ברשות האישורים שבקובץ הזה; נשמר כהגדרה server.ca_file</translation>
    </message>
    <message>
        <source>If another device of yours is signed in already, your key has to come to this one: “mimir devices list” shows its code here, and “mimir devices confirm CODE” takes it there.</source>
        <translation>אם מכשיר אחר שלך כבר מחובר, המפתח שלך צריך להגיע למכשיר הזה: „mimir devices list” מציג כאן את הקוד שלו, ו־„mimir devices confirm CODE” מקבל אותו שם.</translation>
    </message>
    <message>
        <source>a password must not contain a NUL character</source>
        <translation>סיסמה לא יכולה להכיל תו NUL</translation>
    </message>
</context>
<context>
    <name>AuthLogout</name>
    <message>
        <source>Signs out; asks whether to keep what is on this device</source>
        <translation>מתנתק; שואל אם מה שבמכשיר הזה יישאר</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>SLUG</translation>
    </message>
    <message>
        <source>from this organisation only</source>
        <translation>מהארגון הזה בלבד</translation>
    </message>
    <message>
        <source>from every organisation (the default)</source>
        <translation>מכל הארגונים (ברירת המחדל)</translation>
    </message>
    <message>
        <source>everything recorded stays on this device (the default)</source>
        <translation>כל מה שהוקלט נשאר במכשיר הזה (ברירת המחדל)</translation>
    </message>
    <message>
        <source>remove the history from this device, including what was not sent</source>
        <translation>מחיקת ההיסטוריה מהמכשיר הזה, גם מה שלא נשלח</translation>
    </message>
    <message>
        <source>choose one of --org and --all</source>
        <translation>יש לבחור אחד מבין --org ו---all</translation>
    </message>
    <message>
        <source>choose one of --keep-data and --remove-data</source>
        <translation>יש לבחור אחד מבין --keep-data ו---remove-data</translation>
    </message>
    <message>
        <source>the history of a single organisation cannot be removed</source>
        <translation>אי אפשר למחוק את ההיסטוריה של ארגון אחד בלבד</translation>
    </message>
    <message>
        <source>Signed out. The history was removed from this device.</source>
        <translation>בוצעה התנתקות. ההיסטוריה נמחקה מהמכשיר הזה.</translation>
    </message>
    <message>
        <source>Signed out. Everything recorded stays on this device.</source>
        <translation>בוצעה התנתקות. כל מה שהוקלט נשאר במכשיר הזה.</translation>
    </message>
    <message>
        <source>Remove the history from this device as well? Type “remove”, or press Enter to keep it: </source>
        <translation>למחוק גם את ההיסטוריה מהמכשיר הזה? יש להקליד “מחיקה”, או ללחוץ Enter כדי לשמור אותה: </translation>
    </message>
    <message>
        <source>remove</source>
        <translation>מחיקה</translation>
    </message>
</context>
<context>
    <name>AuthPassword</name>
    <message>
        <source>Changes your password on the server; your other devices have to sign in again</source>
        <translation>שינוי הסיסמה בשרת; המכשירים האחרים יצטרכו להתחבר מחדש</translation>
    </message>
    <message>
        <source>read two lines from standard input: the current password, then the new one</source>
        <translation>קריאת שתי שורות מהקלט התקני: הסיסמה הנוכחית, החדשה</translation>
    </message>
    <message>
        <source>two lines are needed: the current password, then the new one</source>
        <translation>דרושות שתי שורות: הסיסמה הנוכחית, החדשה</translation>
    </message>
    <message>
        <source>cannot ask for passwords here: use --password-stdin</source>
        <translation>אי אפשר לבקש כאן סיסמאות: יש להשתמש ב---password-stdin</translation>
    </message>
    <message>
        <source>Current password: </source>
        <translation>סיסמה נוכחית: </translation>
    </message>
    <message>
        <source>New password: </source>
        <translation>סיסמה חדשה: </translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>פעם נוספת: </translation>
    </message>
    <message>
        <source>the password is missing</source>
        <translation>הסיסמה חסרה</translation>
    </message>
</context>
<context>
    <name>AuthServer</name>
    <message>
        <source>Shows the server&apos;s address, or sets the one it has moved to</source>
        <translation>הצגת כתובת השרת, או ציון הכתובת שאליה עבר</translation>
    </message>
    <message>
        <source>[URL]</source>
        <translation>[URL]</translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation>קריאת הסיסמה מהקלט התקני</translation>
    </message>
    <message>
        <source>answer: send what is on this device to the server where the teams are now</source>
        <translation>תשובה: לשלוח את מה שיש כאן אל המקום שבו הצוותים עכשיו</translation>
    </message>
    <message>
        <source>answer: leave everything where it is</source>
        <translation>תשובה: להשאיר את מה שיש כאן במקומו</translation>
    </message>
    <message>
        <source>allow an unencrypted address</source>
        <translation>להתיר כתובת שאינה מוצפנת</translation>
    </message>
    <message>
        <source>choose one of --send, --keep and an address</source>
        <translation>יש לבחור אחד מבין --send, --keep וכתובת</translation>
    </message>
    <message>
        <source>Not signed in: there is no server. Use “mimir auth login”.</source>
        <translation>לא מחובר: אין שרת. יש להשתמש ב־“mimir auth login”.</translation>
    </message>
    <message>
        <source>There is no question to answer: all teams are where they were.</source>
        <translation>אין שאלה פתוחה: כל הצוותים נמצאים במקומם.</translation>
    </message>
    <message>
        <source>What is on this device will be sent to %1.</source>
        <translation>מה שיש כאן נשלח אל %1.</translation>
    </message>
    <message>
        <source>Nothing will be sent to %1. You can still change this with “mimir auth server --send”.</source>
        <translation>דבר לא יישלח אל %1. אפשר עדיין לשנות זאת באמצעות “mimir auth server --send”.</translation>
    </message>
    <message>
        <source>%1 is already the address.</source>
        <translation>%1 היא כבר הכתובת.</translation>
    </message>
    <message>
        <source>Current address: %1</source>
        <translation>הכתובת עד עכשיו: %1</translation>
    </message>
    <message>
        <source>New address:     %1</source>
        <translation>הכתובת החדשה:     %1</translation>
    </message>
    <message>
        <source>The address was not changed.</source>
        <translation>הכתובת לא שונתה.</translation>
    </message>
    <message>
        <source>Password for %1 there: </source>
        <translation>הסיסמה של %1 שם: </translation>
    </message>
    <message>
        <source>the password is missing: pass it on standard input with --password-stdin</source>
        <translation>הסיסמה חסרה: יש להעביר אותה בקלט התקני עם --password-stdin</translation>
    </message>
    <message>
        <source>Is this the same server at a new address? Type “yes” to change it: </source>
        <translation>האם זה אותו שרת בכתובת חדשה? יש להקליד “כן” כדי לשנות אותה: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>כן</translation>
    </message>
    <message>
        <source>This is another server: it has none of your teams. The address was not changed and nothing was sent.</source>
        <translation>זה שרת אחר: אין בו אף אחד מהצוותים שלך. הכתובת לא שונתה ודבר לא נשלח.</translation>
    </message>
    <message>
        <source>The address is now %1.</source>
        <translation>הכתובת מעתה היא %1.</translation>
    </message>
    <message>
        <source>In use:         %1</source>
        <translation>בשימוש:           %1</translation>
    </message>
    <message>
        <source>Not in use yet: %1</source>
        <translation>עדיין לא בשימוש: %1</translation>
    </message>
    <message>
        <source>“%1” is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>“%1” אינו כתובת של שרת; כתובת כזו נראית כך: https://mimir.example.org. דבר לא נשלח.</translation>
    </message>
    <message>
        <source>What is on this device so far is not sent to %1; new conversations are. You can still change this with “mimir auth server --send”.</source>
        <translation>מה שנמצא עד כה במכשיר זה אינו נשלח אל %1; שיחות חדשות כן. עדיין אפשר לשנות זאת בעזרת “mimir auth server --send”.</translation>
    </message>
    <message>
        <source>This server does not have you in the organisation %1, so it cannot be the same one. The address was not changed and nothing was sent.</source>
        <translation>בשרת זה אין חברות שלך בארגון %1, ולכן אין זה אותו שרת. הכתובת לא שונתה ודבר לא נשלח.</translation>
    </message>
</context>
<context>
    <name>AuthStatus</name>
    <message>
        <source>Shows who is signed in, and where</source>
        <translation>מציג מי מחובר ולאן</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2, team %3.</source>
        <translation>מחובר אל %1 בתור %2, צוות %3.</translation>
    </message>
    <message>
        <source>The sign-in has expired: sign in again with “mimir auth login”.</source>
        <translation>תוקף ההתחברות פג: יש להתחבר מחדש עם “mimir auth login”.</translation>
    </message>
    <message>
        <source>Not signed in. History is kept on this device only.</source>
        <translation>אין התחברות. ההיסטוריה נשמרת במכשיר הזה בלבד.</translation>
    </message>
    <message>
        <source>Not in use yet: %1. “mimir auth server” shows why.</source>
        <translation>עדיין לא בשימוש: %1. “mimir auth server” מראה למה.</translation>
    </message>
    <message>
        <source>The sign-in to %1 as %2, team %3, is no longer valid.</source>
        <translation>ההתחברות אל %1 בתור %2, צוות %3, אינה תקפה עוד.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Keeps the history of AI coding agents safe and in step.</source>
        <translation>שומר על ההיסטוריה של סוכני תכנות מבוססי AI בטוחה ומסונכרנת.</translation>
    </message>
    <message>
        <source>Directory that holds everything of one profile.</source>
        <translation>התיקייה שמכילה את כל מה ששייך לפרופיל אחד.</translation>
    </message>
    <message>
        <source>Start without a window.</source>
        <translation>הפעלה בלי חלון.</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>ארגומנט לא צפוי: %1</translation>
    </message>
    <message>
        <source>Mimir Sync is running for this profile but is not responding.</source>
        <translation>‏Mimir Sync פועל בפרופיל הזה, אבל אינו מגיב.</translation>
    </message>
    <message>
        <source>Mimir Sync is open elsewhere</source>
        <translation>התוכנית Mimir Sync פתוחה במקום אחר</translation>
    </message>
    <message>
        <source>--profile needs a directory</source>
        <translation>‏--profile דורש תיקייה</translation>
    </message>
</context>
<context>
    <name>ConflictReason</name>
    <message>
        <source>It is no longer shared with you.</source>
        <translation>היא אינה משותפת עוד.</translation>
    </message>
    <message>
        <source>Its conversation was deleted on the other device.</source>
        <translation>השיחה שלה נמחקה במכשיר האחר.</translation>
    </message>
    <message>
        <source>It was deleted on the other device.</source>
        <translation>זה נמחק במכשיר האחר.</translation>
    </message>
    <message>
        <source>The server refused the older version, and you discarded it.</source>
        <translation>השרת דחה את הגרסה הישנה, ובחרת לוותר עליה.</translation>
    </message>
    <message>
        <source>It can be written only once, and the other device was first.</source>
        <translation>אפשר לכתוב את זה רק פעם אחת, והמכשיר האחר היה ראשון.</translation>
    </message>
    <message>
        <source>Both devices changed it at the same time; the later change won.</source>
        <translation>שני המכשירים שינו את זה באותו זמן; השינוי המאוחר יותר ניצח.</translation>
    </message>
    <message>
        <source>The older version was brought back as a new item.</source>
        <translation>הגרסה הישנה הוחזרה כפריט חדש.</translation>
    </message>
    <message>
        <source>The newer version is in use.</source>
        <translation>הגרסה החדשה בשימוש.</translation>
    </message>
    <message>
        <source>The older version is in use again.</source>
        <translation>הגרסה הישנה שוב בשימוש.</translation>
    </message>
    <message>
        <source>Neither is in use: it has been changed again since.</source>
        <translation>אף אחת מהן אינה בשימוש: מאז נעשה שינוי נוסף.</translation>
    </message>
    <message>
        <source>Neither is in use: the item no longer exists.</source>
        <translation>אף אחת מהן אינה בשימוש: הפריט אינו קיים עוד.</translation>
    </message>
    <message>
        <source>The server contradicts this item, and no change explains it. What is on this device stays as it is. Ask the server&apos;s administrator what happened to it.</source>
        <translation>השרת סותר את הפריט הזה, ואין שינוי שמסביר זאת. מה שבמכשיר הזה נשאר כפי שהוא. יש לברר עם מנהל השרת מה קרה לו.</translation>
    </message>
    <message>
        <source>It can be written only once: what reached the server first stays.</source>
        <translation>אפשר לכתוב את זה רק פעם אחת: מה שהגיע לשרת ראשון נשאר.</translation>
    </message>
    <message>
        <source>What reached the server later was brought back as a new item.</source>
        <translation>מה שהגיע לשרת מאוחר יותר הוחזר כפריט חדש.</translation>
    </message>
    <message>
        <source>What reached the server first is in use.</source>
        <translation>מה שהגיע לשרת ראשון בשימוש.</translation>
    </message>
    <message>
        <source>What reached the server later is in use.</source>
        <translation>מה שהגיע לשרת מאוחר יותר בשימוש.</translation>
    </message>
</context>
<context>
    <name>ConflictView</name>
    <message>
        <source>the whole item</source>
        <translation>הפריט כולו</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>מכשיר אחר</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(נמחק)</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>מכשיר זה</translation>
    </message>
    <message>
        <source>The older version, from %1, written %2:</source>
        <translation>הגרסה הישנה, מאת %1, נכתבה %2:</translation>
    </message>
    <message>
        <source>The older version, from %1:</source>
        <translation>הגרסה הישנה, מאת %1:</translation>
    </message>
    <message>
        <source>“mimir conflicts resolve %1 %2” brings the newer one back.</source>
        <translation>הפקודה “mimir conflicts resolve %1 %2” מחזירה את החדשה.</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings the older one back.</source>
        <translation>הפקודה “mimir conflicts restore %1” מחזירה את הישנה.</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings the older one back, “mimir conflicts dismiss %1” keeps it as it is.</source>
        <translation>הפקודה “mimir conflicts restore %1” מחזירה את הישנה, והפקודה “mimir conflicts dismiss %1” משאירה את המצב כמו שהוא.</translation>
    </message>
    <message>
        <source>“%1”: %2, found at %3. %4</source>
        <translation>‏“%1”: %2, נמצאה: %3. %4</translation>
    </message>
    <message>
        <source>The newer version, from %1:</source>
        <translation>הגרסה החדשה, מאת %1:</translation>
    </message>
    <message>
        <source>What %1 says:</source>
        <translation>מה ש-%1 אומר:</translation>
    </message>
    <message>
        <source>What is on this device:</source>
        <translation>מה שבמכשיר הזה:</translation>
    </message>
    <message>
        <source>“mimir conflicts dismiss %1” takes it off the list.</source>
        <translation>“mimir conflicts dismiss %1” מסיר אותה מהרשימה.</translation>
    </message>
    <message>
        <source>The newer version, from %1, written %2:</source>
        <translation>הגרסה החדשה, מאת %1, נכתבה %2:</translation>
    </message>
    <message>
        <source>“mimir conflicts dismiss %1” keeps it as it is.</source>
        <translation>הפקודה “mimir conflicts dismiss %1” משאירה את המצב כמו שהוא.</translation>
    </message>
    <message>
        <source>What reached the server later, from %1, written %2:</source>
        <translation>מה שהגיע לשרת מאוחר יותר, מאת %1, נכתב %2:</translation>
    </message>
    <message>
        <source>What reached the server later, from %1:</source>
        <translation>מה שהגיע לשרת מאוחר יותר, מאת %1:</translation>
    </message>
    <message>
        <source>What reached the server first, from %1, written %2:</source>
        <translation>מה שהגיע לשרת ראשון, מאת %1, נכתב %2:</translation>
    </message>
    <message>
        <source>What reached the server first, from %1:</source>
        <translation>מה שהגיע לשרת ראשון, מאת %1:</translation>
    </message>
    <message>
        <source>“mimir conflicts restore %1” brings back the one that came later, as a new item, “mimir conflicts dismiss %1” takes it off the list.</source>
        <translation>“mimir conflicts restore %1” מחזיר את מה שהגיע לשרת מאוחר יותר כפריט חדש, “mimir conflicts dismiss %1” מסיר אותו מהרשימה.</translation>
    </message>
</context>
<context>
    <name>ConflictsDismiss</name>
    <message>
        <source>Keeps the newer version and takes the conflict off the list</source>
        <translation>משאיר את הגרסה החדשה ומוריד את ההתנגשות מהרשימה</translation>
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
        <translation>מציג מה הוחלף בשינוי חדש יותר במכשיר אחר</translation>
    </message>
    <message>
        <source>include those restored or dismissed</source>
        <translation>גם את אלה ששוחזרו או נסגרו</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>No conflicts.</source>
        <translation>אין התנגשויות.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>נמצאה</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>מזהה</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
</context>
<context>
    <name>ConflictsResolve</name>
    <message>
        <source>Chooses the version to use from now on</source>
        <translation>קובע איזו גרסה תהיה בשימוש מעתה</translation>
    </message>
    <message>
        <source>ID… | --all</source>
        <translation>ID… | --all</translation>
    </message>
    <message>
        <source>use this device&apos;s version</source>
        <translation>של המכשיר הזה</translation>
    </message>
    <message>
        <source>use the other device&apos;s version</source>
        <translation>של המכשיר האחר</translation>
    </message>
    <message>
        <source>every open conflict</source>
        <translation>כל ההתנגשויות הפתוחות</translation>
    </message>
    <message>
        <source>choose one of --mine and --theirs</source>
        <translation>יש לבחור אחד מבין --mine ו---theirs</translation>
    </message>
    <message>
        <source>name conflicts, or use --all</source>
        <translation>יש לציין התנגשויות, או --all</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) resolved.</source>
        <translation>
            <numerusform>התנגשות אחת טופלה.</numerusform>
            <numerusform>%n התנגשויות טופלו.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no conflict %1. “mimir conflicts list” shows them.</source>
        <translation>אין התנגשות %1. “mimir conflicts list” מציג אותן.</translation>
    </message>
</context>
<context>
    <name>ConflictsRestore</name>
    <message>
        <source>There is no conflict %1. “mimir conflicts list” shows them.</source>
        <translation>אין התנגשות %1. “mimir conflicts list” מציג אותן.</translation>
    </message>
    <message>
        <source>Brings back the older version as a new edit, which is sent to your other devices</source>
        <translation>מחזיר את הגרסה הישנה: שינוי חדש, שנשלח למכשירים האחרים שלך</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Restored: the version of this device is in %1.</source>
        <translation>שוחזר: הגרסה של המכשיר הזה נמצאת ב־%1.</translation>
    </message>
</context>
<context>
    <name>ConflictsShow</name>
    <message>
        <source>Shows both versions of a conflict and marks it seen</source>
        <translation>מציג את שתי הגרסאות של התנגשות ומסמן אותה כנצפתה</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message>
        <source>There is no conflict with this id. “mimir conflicts list” shows them.</source>
        <translation>אין התנגשות עם המזהה הזה. “mimir conflicts list” מציג אותן.</translation>
    </message>
</context>
<context>
    <name>Context</name>
    <message>
        <source>The settings file was damaged. It was put aside as %1, and the defaults are used.</source>
        <translation>קובץ ההגדרות היה פגום. הוא הונח בצד בשם %1, וברירות המחדל בתוקף.</translation>
    </message>
    <message>
        <source>This is saved, but the program that syncs this profile did not answer (process %1): it follows when it goes on. Wait for that program, or end it.</source>
        <translation>זה נשמר, אבל התוכנית שמסנכרנת את הפרופיל הזה לא ענתה (תהליך %1): היא תפעל לפי זה כשתמשיך. יש לתת לה להמשיך, או לסיים אותה.</translation>
    </message>
    <message>
        <source>This is saved, but the program that syncs this profile did not answer: it follows when it goes on. Wait for that program, or end it.</source>
        <translation>זה נשמר, אבל התוכנית שמסנכרנת את הפרופיל הזה לא ענתה: היא תפעל לפי זה כשתמשיך. יש לתת לה להמשיך, או לסיים אותה.</translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message>
        <source>all</source>
        <translation>כולן</translation>
    </message>
    <message>
        <source>denials only</source>
        <translation>רק סירובים</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>לא נרשם</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>none was asked for</source>
        <translation>לא נשאלה אף שאלה</translation>
    </message>
    <message>
        <source>no denial; %1 does not record what was allowed</source>
        <translation>אין סירוב; %1 אינו רושם מה הותר</translation>
    </message>
    <message>
        <source>not recorded by %1</source>
        <translation>לא נרשם על ידי %1</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>מכשיר זה</translation>
    </message>
    <message>
        <source>a device without a name</source>
        <translation>מכשיר ללא שם</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) unread</source>
        <translation>
            <numerusform>תמליל אחד לא נקרא</numerusform>
            <numerusform>%n תמלילים לא נקראו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) unreadable</source>
        <translation>
            <numerusform>שורה אחת לא קריאה</numerusform>
            <numerusform>%n שורות לא קריאות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown kind(s) of records</source>
        <translation>
            <numerusform>סוג רשומות אחד לא מוכר</numerusform>
            <numerusform>%n סוגי רשומות לא מוכרים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s)</source>
        <translation>
            <numerusform>הפסקה אחת</numerusform>
            <numerusform>%n הפסקות</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: followed from %2 until %3, then ended; decisions: %4</source>
        <translation>%1: במעקב מ־%2 עד %3, ואז הסתיים; החלטות: %4</translation>
    </message>
    <message>
        <source>%1: followed from %2 until %3; decisions: %4</source>
        <translation>%1: במעקב מ־%2 עד %3; החלטות: %4</translation>
    </message>
</context>
<context>
    <name>DeviceKeys</name>
    <message>
        <source>Gives your key to the new device that shows this code</source>
        <translation>מסירת המפתח למכשיר החדש שמציג את הקוד הזה</translation>
    </message>
    <message>
        <source>[CODE]</source>
        <translation>[CODE]</translation>
    </message>
    <message>
        <source>The code that the new device shows: </source>
        <translation>הקוד שהמכשיר החדש מציג: </translation>
    </message>
    <message>
        <source>This is not a code: it has 25 digits, and the last one finds typing errors.</source>
        <translation>זה אינו קוד: יש בו 25 ספרות, והאחרונה מגלה שגיאות הקלדה.</translation>
    </message>
    <message>
        <source>%1 gets your key the next time it asks the server.</source>
        <translation>%1 יקבל את המפתח בפעם הבאה שיפנה לשרת.</translation>
    </message>
    <message>
        <source>The device</source>
        <translation>המכשיר</translation>
    </message>
    <message>
        <source>Shows your key as a code to write down on paper, in case no device has it any more</source>
        <translation>הצגת המפתח כקוד לרישום על נייר, ליום שבו לא יהיה באף מכשיר</translation>
    </message>
    <message>
        <source>The code is shown on a terminal only.</source>
        <translation>הקוד מוצג במסוף בלבד.</translation>
    </message>
    <message>
        <source>This device does not have your key, so there is nothing to write down.</source>
        <translation>המפתח אינו במכשיר הזה, ולכן אין מה לרשום.</translation>
    </message>
    <message>
        <source>This is your key. Write it down and keep it with your papers, not on a computer: anyone who has it can check guesses at secrets that were withheld. “mimir devices recover” gives it to a device.</source>
        <translation>זה המפתח. יש לרשום אותו ולשמור אותו עם המסמכים, לא במחשב: מי שמחזיק בו יכול לבדוק ניחושים של סודות שלא נשלחו. בעזרת “mimir devices recover” מכשיר מקבל אותו.</translation>
    </message>
    <message>
        <source>Restores your key from the code on paper, which is typed or comes on standard input</source>
        <translation>קבלת המפתח מהקוד שעל הנייר, בהקלדה או מהקלט הרגיל</translation>
    </message>
    <message>
        <source>The code on paper: </source>
        <translation>הקוד שעל הנייר: </translation>
    </message>
    <message>
        <source>This is not the code: it has 56 letters and digits, and the last four find typing errors.</source>
        <translation>זה אינו הקוד: יש בו 56 אותיות וספרות, וארבע האחרונות מגלות שגיאות הקלדה.</translation>
    </message>
    <message>
        <source>The server is too old for keys.</source>
        <translation>השרת ישן מכדי לתמוך במפתחות.</translation>
    </message>
    <message>
        <source>Begins a new key if no device and no paper has yours any more</source>
        <translation>יצירת מפתח חדש כשהמפתח אינו עוד באף מכשיר ובאף נייר</translation>
    </message>
    <message>
        <source>without a question</source>
        <translation>ללא שאלה</translation>
    </message>
    <message>
        <source>No new key was begun.</source>
        <translation>לא נוצר מפתח חדש.</translation>
    </message>
    <message>
        <source>Each of your other devices must then be confirmed again, and secrets that were withheld before are not recognisable as the same as later ones. Begin a new key? [y/N] </source>
        <translation>לאחר מכן יש לאשר שוב כל אחד מהמכשירים האחרים, וסודות שלא נשלחו קודם לא יזוהו כזהים לסודות מאוחרים יותר. ליצור מפתח חדש? [y/N] </translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Lists the devices that are signed in to your account</source>
        <translation>מציג את המכשירים המחוברים לחשבון שלך</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>Signs out a device, for example a lost one; what it has not sent stays on it</source>
        <translation>מנתק מכשיר, למשל מכשיר שאבד; מה שלא שלח נשאר בו</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Signed out: %1</source>
        <translation>נותק: %1</translation>
    </message>
    <message>
        <source>There is no device %1. “mimir devices list” shows them.</source>
        <translation>אין מכשיר %1. “mimir devices list” מציג אותם.</translation>
    </message>
    <message>
        <source>Renames this device, in the list of devices and in conflicts; without a name, restores the usual one</source>
        <translation>משנה את שם המכשיר הזה ברשימת המכשירים ובהתנגשויות; בלי שם – כרגיל</translation>
    </message>
    <message>
        <source>[NAME]</source>
        <translation>[NAME]</translation>
    </message>
    <message>
        <source>This device is called %1.</source>
        <translation>שם המכשיר הזה הוא %1.</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>as one JSON object, without anything private</source>
        <translation>כאובייקט JSON יחיד, בלי שום דבר פרטי</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>Save this as %1? [y/N] </source>
        <translation>לשמור בתור %1? [y/N] </translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>זה לא נשמר.</translation>
    </message>
    <message>
        <source>Version: %1</source>
        <translation>גרסה: %1</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>פרופיל: %1</translation>
    </message>
    <message>
        <source>Synced by: %1</source>
        <translation>מי מסנכרן: %1</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>שרת: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>אין</translation>
    </message>
    <message>
        <source>Device: %1</source>
        <translation>מכשיר: %1</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>מצב: %1</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>הגדרות: %1</translation>
    </message>
    <message>
        <source>Store: schema %1, %2 KiB, log %3 KiB</source>
        <translation>מאגר: סכמה %1, ‏%2 KiB, יומן %3 KiB</translation>
    </message>
    <message>
        <source>a running program that responds</source>
        <translation>תוכנה פועלת, שמגיבה</translation>
    </message>
    <message>
        <source>no one at the moment</source>
        <translation>כרגע אף אחד</translation>
    </message>
    <message>
        <source>a running program that does not respond</source>
        <translation>תוכנה פועלת, שאינה מגיבה</translation>
    </message>
    <message numerus="yes">
        <source>Refused: %1 %2 after %n tries: %3</source>
        <translation>
            <numerusform>נדחה: %1 %2 אחרי ניסיון אחד: %3</numerusform>
            <numerusform>נדחה: %1 %2 אחרי %n ניסיונות: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Put aside: %1 %2 (%3, %4)</source>
        <translation>הונח בצד: %1 %2 (%3, %4)</translation>
    </message>
    <message>
        <source>Store: its structure cannot be read: %1</source>
        <translation>מאגר: לא ניתן לקרוא את המבנה שלו: %1</translation>
    </message>
    <message>
        <source>Store: the trigger %1 belongs to another program and may change what is recorded</source>
        <translation>מאגר: הטריגר %1 שייך לתוכנה אחרת ועלול לשנות את מה שמוקלט</translation>
    </message>
    <message>
        <source>Store: %1 is not as this version created it</source>
        <translation>מאגר: %1 אינו כפי שהגרסה הזו יצרה אותו</translation>
    </message>
    <message>
        <source>Store: the table %1 is missing</source>
        <translation>מאגר: הטבלה %1 חסרה</translation>
    </message>
    <message>
        <source>Store: the column %1 is missing</source>
        <translation>מאגר: העמודה %1 חסרה</translation>
    </message>
    <message>
        <source>Store: the index %1 is missing, so everything takes longer</source>
        <translation>מאגר: האינדקס %1 חסר, ולכן הכול אורך זמן רב יותר</translation>
    </message>
    <message>
        <source>Store: the trigger %1 is missing, so changes by other programs may not be sent</source>
        <translation>מאגר: הטריגר %1 חסר, ולכן ייתכן שמה שתוכנות אחרות כותבות לא יישלח</translation>
    </message>
    <message>
        <source>Store: the view %1 is missing</source>
        <translation>מאגר: התצוגה %1 חסרה</translation>
    </message>
    <message>
        <source>Another program has changed the structure of the history file, or the file is damaged. Mimir Sync has deleted nothing, but new changes may not be sent. Keep a copy of the file and ask for help, with the report that `mimir doctor --bundle FILE` saves.</source>
        <translation>תוכנה אחרת שינתה את מבנה קובץ ההיסטוריה, או שהקובץ פגום. Mimir Sync לא מחק דבר, אך ייתכן ששינויים חדשים לא יישלחו. כדאי לשמור עותק של הקובץ ולבקש עזרה עם מה שנשמר על ידי `mimir doctor --bundle FILE`.</translation>
    </message>
    <message>
        <source>no one: %1</source>
        <translation>אף אחד: %1</translation>
    </message>
    <message>
        <source>Server not in use yet: %1</source>
        <translation>שרת שעדיין לא בשימוש: %1</translation>
    </message>
    <message>
        <source>Not sent: %1 %2: %3</source>
        <translation>לא נשלח: %1 %2: %3</translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation>קבצים: %1</translation>
    </message>
    <message>
        <source>show a report for the person who helps you, then save it: no tokens, no texts, no titles</source>
        <translation>להציג דוח למי שעוזר לך, ואז לשמור אותו: בלי אסימונים, בלי טקסטים, בלי כותרות</translation>
    </message>
    <message>
        <source>Checks this profile: store, owner, server, agents, what was put aside</source>
        <translation>בודק את הפרופיל הזה: מאגר, מי מסנכרן, שרת, סוכנים, מה שהונח בצד</translation>
    </message>
    <message>
        <source>Agent: %1, %2: %3; %4</source>
        <translation>סוכן: %1, %2: %3; %4</translation>
    </message>
</context>
<context>
    <name>ErrorDetail</name>
    <message>
        <source>%1 was deleted</source>
        <translation>%1 נמחק</translation>
    </message>
    <message>
        <source>%1 is not here</source>
        <translation>%1 אינו כאן</translation>
    </message>
    <message>
        <source>%1 belongs to someone else in the team</source>
        <translation>%1 שייך למישהו אחר בצוות</translation>
    </message>
    <message>
        <source>%1: audit entries are never changed</source>
        <translation>%1: רשומות ביקורת לעולם אינן משתנות</translation>
    </message>
    <message>
        <source>no such item</source>
        <translation>אין פריט כזה</translation>
    </message>
    <message>
        <source>its team is no longer known on this device</source>
        <translation>הצוות שלו כבר אינו מוכר במכשיר הזה</translation>
    </message>
    <message>
        <source>no conflict with this id</source>
        <translation>אין התנגשות עם המזהה הזה</translation>
    </message>
    <message>
        <source>no conversation with this id</source>
        <translation>אין שיחה עם המזהה הזה</translation>
    </message>
    <message>
        <source>there is no such rule</source>
        <translation>אין כלל כזה</translation>
    </message>
    <message>
        <source>a rule must say what it applies to: an id, an absolute path, a git remote or an agent</source>
        <translation>כלל צריך לציין על מה הוא חל: מזהה, נתיב מוחלט, שרת git מרוחק או סוכן</translation>
    </message>
    <message>
        <source>the conversation was removed from the server and stays on this device</source>
        <translation>השיחה הוסרה מהשרת ונשארת במכשיר הזה</translation>
    </message>
    <message>
        <source>the conversation is not kept on this device</source>
        <translation>השיחה אינה נשמרת רק במכשיר הזה</translation>
    </message>
    <message>
        <source>the organisation does not allow privacy mode</source>
        <translation>הארגון אינו מתיר את מצב הפרטיות</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>אין קובץ %1</translation>
    </message>
    <message>
        <source>%1 is larger than 2 GiB</source>
        <translation>%1 גדול מ־2 GiB</translation>
    </message>
    <message>
        <source>%1 is larger than 8 MiB</source>
        <translation>%1 גדול מ־8 MiB</translation>
    </message>
    <message>
        <source>%1 is open in another program</source>
        <translation>%1 פתוח בתוכנה אחרת</translation>
    </message>
    <message>
        <source>%1 does not fit into memory</source>
        <translation>%1 אינו נכנס לזיכרון</translation>
    </message>
    <message>
        <source>%1 is not a directory</source>
        <translation>%1 אינו תיקייה</translation>
    </message>
    <message>
        <source>cannot create the directory %1</source>
        <translation>אי אפשר ליצור את התיקייה %1</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ריק</translation>
    </message>
    <message>
        <source>%1 is not a complete SQLite database</source>
        <translation>%1 אינו מסד נתונים שלם של SQLite</translation>
    </message>
    <message>
        <source>%1 is shorter or longer than its header says</source>
        <translation>%1 קצר או ארוך ממה שכותרתו אומרת</translation>
    </message>
    <message>
        <source>%1 changed while it was being read</source>
        <translation>%1 השתנה בזמן הקריאה</translation>
    </message>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 פגום</translation>
    </message>
    <message>
        <source>%1: “%2” is missing</source>
        <translation>%1: “%2” חסר</translation>
    </message>
    <message>
        <source>%1: “%2” must be a string</source>
        <translation>%1: “%2” חייב להיות מחרוזת</translation>
    </message>
    <message>
        <source>%1: “%2” must be an integer</source>
        <translation>%1: “%2” חייב להיות מספר שלם</translation>
    </message>
    <message>
        <source>%1: “%2” must be a number</source>
        <translation>%1: “%2” חייב להיות מספר</translation>
    </message>
    <message>
        <source>%1: “%2” must be 1 to 64 characters from A-Z a-z 0-9 _ . : -</source>
        <translation>%1: “%2” חייב להיות 1 עד 64 תווים מתוך A-Z a-z 0-9 _ . : -</translation>
    </message>
    <message>
        <source>%1: “%2” is not an id</source>
        <translation>%1: “%2” אינו מזהה</translation>
    </message>
    <message>
        <source>%1: “%2” is nested too deeply</source>
        <translation>%1: “%2” מקונן עמוק מדי</translation>
    </message>
    <message>
        <source>“type” is missing</source>
        <translation>“type” חסר</translation>
    </message>
    <message>
        <source>“deleted” must be true or false</source>
        <translation>“deleted” חייב להיות true או false</translation>
    </message>
    <message>
        <source>unknown type “%1”: must be conversation, message, tool_call or audit_log</source>
        <translation>סוג לא מוכר “%1”: חייב להיות conversation, message, tool_call או audit_log</translation>
    </message>
    <message>
        <source>the line is too long: an item can have at most 8 MiB; nothing of it was stored</source>
        <translation>השורה ארוכה מדי: לפריט מותר להיות עד 8 MiB; דבר ממנה לא נשמר</translation>
    </message>
    <message>
        <source>the keyring is locked or does not answer</source>
        <translation>צרור המפתחות נעול או אינו עונה</translation>
    </message>
    <message>
        <source>the keyring does not answer</source>
        <translation>צרור המפתחות אינו עונה</translation>
    </message>
    <message>
        <source>the keyring did not accept the token</source>
        <translation>צרור המפתחות לא קיבל את ההתחברות</translation>
    </message>
    <message>
        <source>the keyring did not remove the token</source>
        <translation>צרור המפתחות לא הסיר את ההתחברות</translation>
    </message>
    <message>
        <source>the token file is damaged</source>
        <translation>הקובץ עם ההתחברות פגום</translation>
    </message>
    <message>
        <source>the token file belongs to someone else</source>
        <translation>הבעלות על הקובץ עם ההתחברות שייכת למישהו אחר</translation>
    </message>
    <message>
        <source>other users can read the token file</source>
        <translation>משתמשים אחרים יכולים לקרוא את הקובץ עם ההתחברות</translation>
    </message>
    <message>
        <source>the token file cannot be read</source>
        <translation>אי אפשר לקרוא את הקובץ עם ההתחברות</translation>
    </message>
    <message>
        <source>the token file cannot be written</source>
        <translation>אי אפשר לכתוב את הקובץ עם ההתחברות</translation>
    </message>
    <message>
        <source>%1 was written by a newer version (schema %2, this program knows %3)</source>
        <translation>%1 נכתב בגרסה חדשה יותר של התוכנה (סכמה %2, התוכנה הזאת מכירה %3)</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The code of the language that this is translated to, as “de”: not shown.</extracomment>
        <translation>he</translation>
    </message>
    <message>
        <source>try again in %1 s</source>
        <translation>יש לנסות שוב בעוד %1 שניות</translation>
    </message>
    <message>
        <source>process %1 is writing to the database</source>
        <translation>תהליך %1 כותב כעת למסד הנתונים</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>תהליך %1</translation>
    </message>
    <message>
        <source>%1 has more than 5,000,000 rows</source>
        <translation>יותר מ־5,000,000 שורות ב־%1</translation>
    </message>
    <message>
        <source>%1 takes too long to read</source>
        <translation>קריאת %1 נמשכת זמן רב מדי</translation>
    </message>
    <message>
        <source>%1 belongs to someone else</source>
        <translation>הבעלות על %1 שייכת למישהו אחר</translation>
    </message>
    <message>
        <source>other users can write to %1</source>
        <translation>משתמשים אחרים רשאים לכתוב אל %1</translation>
    </message>
    <message>
        <source>%1 has more than 4,080 fields</source>
        <translation>יותר מ־4,080 שדות ב־%1</translation>
    </message>
    <message>
        <source>an object has more than 4,096 members</source>
        <translation>יותר מ־4,096 איברים באובייקט</translation>
    </message>
    <message>
        <source>it is nested more than 32 levels deep</source>
        <translation>הקינון עמוק מ־32 רמות</translation>
    </message>
    <message>
        <source>HOME is not set</source>
        <translation>המשתנה HOME לא מוגדר</translation>
    </message>
    <message>
        <source>HOME is not an absolute path</source>
        <translation>HOME אינו נתיב מוחלט</translation>
    </message>
    <message>
        <source>XDG_DATA_HOME is not an absolute path</source>
        <translation>XDG_DATA_HOME אינו נתיב מוחלט</translation>
    </message>
    <message>
        <source>the path is not UTF-8: %1</source>
        <translation>הנתיב אינו UTF-8:‏ %1</translation>
    </message>
    <message>
        <source>%1: “%2” is in seconds: times must be milliseconds since 1970</source>
        <translation>%1: “%2” נתון בשניות: זמנים הם אלפיות שנייה מאז 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is in microseconds: times must be milliseconds since 1970</source>
        <translation>%1: “%2” נתון במיליוניות שנייה: זמנים הם אלפיות שנייה מאז 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is in nanoseconds: times must be milliseconds since 1970</source>
        <translation>%1: “%2” נתון בננו־שניות: זמנים הם אלפיות שנייה מאז 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is not a time between 2001 and 2100 in milliseconds since 1970</source>
        <translation>%1: “%2” אינו זמן בין 2001 ל־2100, באלפיות שנייה מאז 1970</translation>
    </message>
    <message>
        <source>%1 is empty, but a history was stored there</source>
        <translation>%1 ריק, והייתה שם היסטוריה</translation>
    </message>
    <message>
        <source>%1 is an empty database, but a history was stored there</source>
        <translation>%1 הוא מסד נתונים ריק, והייתה שם היסטוריה</translation>
    </message>
    <message>
        <source>%1 is the database of another program</source>
        <translation>%1 הוא מסד הנתונים של תוכנה אחרת</translation>
    </message>
    <message>
        <source>%1 cannot be read and written: chmod %2</source>
        <translation>אין הרשאה לקרוא את %1 ולכתוב אליו: chmod %2</translation>
    </message>
    <message>
        <source>%1 is on a read-only file system</source>
        <translation>הקובץ %1 נמצא במערכת קבצים לקריאה בלבד</translation>
    </message>
    <message>
        <source>%1 cannot be opened</source>
        <translation>אי אפשר לפתוח את %1</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>זה אינו אובייקט JSON</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>זה אינו JSON תקין</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>זה אינו UTF-8</translation>
    </message>
    <message>
        <source>it has no text</source>
        <translation>אין בזה טקסט</translation>
    </message>
    <message>
        <source>an array has more than 4,096 elements</source>
        <translation>במערך יש יותר מ־4,096 איברים</translation>
    </message>
    <message>
        <source>MIMIR_PROFILE is empty</source>
        <translation>‏MIMIR_PROFILE ריק</translation>
    </message>
    <message>
        <source>there is not enough space for a copy of %1</source>
        <translation>אין די מקום לעותק של %1</translation>
    </message>
    <message>
        <source>%1: “%2” is a string: times must be milliseconds since 1970</source>
        <translation>%1: “%2” הוא מחרוזת: זמנים הם אלפיות שנייה מאז 1970</translation>
    </message>
    <message>
        <source>%1: “%2” is a string that is not a time</source>
        <translation>%1: “%2” הוא מחרוזת שאינה זמן</translation>
    </message>
    <message>
        <source>%1 is a directory, not a file</source>
        <translation>%1 הוא תיקייה, לא קובץ</translation>
    </message>
    <message>
        <source>%1 is a named pipe, not a file</source>
        <translation>%1 הוא צינור בעל שם, לא קובץ</translation>
    </message>
    <message>
        <source>%1 is a socket, not a file</source>
        <translation>%1 הוא שקע, לא קובץ</translation>
    </message>
    <message>
        <source>%1 is a device, not a file</source>
        <translation>%1 הוא התקן, לא קובץ</translation>
    </message>
    <message>
        <source>%1 is not a socket</source>
        <translation>%1 אינו שקע</translation>
    </message>
    <message>
        <source>%1 is a link to something that is missing</source>
        <translation>%1 הוא קישור לדבר שחסר</translation>
    </message>
    <message>
        <source>%1 is a named pipe that no program reads from</source>
        <translation>%1 הוא צינור בעל שם שאף תוכנית לא קוראת ממנו</translation>
    </message>
    <message>
        <source>%1 is a named pipe that no program writes to</source>
        <translation>%1 הוא צינור בעל שם שאף תוכנית לא כותבת אליו</translation>
    </message>
    <message>
        <source>%1 is a link, not a file</source>
        <translation>%1 הוא קישור, לא קובץ</translation>
    </message>
    <message>
        <source>%1 is an address, not the path of a directory</source>
        <translation>%1 היא כתובת, לא נתיב של תיקייה</translation>
    </message>
    <message>
        <source>%1 is missing, but a history was stored there</source>
        <translation>%1 חסר, אבל הייתה שמורה שם היסטוריה</translation>
    </message>
    <message>
        <source>%1 is damaged, or does not belong to the log beside it</source>
        <translation>%1 פגום, או שאינו שייך ליומן הכתיבה (-wal) שלצידו</translation>
    </message>
</context>
<context>
    <name>Follow</name>
    <message>
        <source>FOLDER</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>this folder instead of the agent&apos;s usual ones</source>
        <translation>התיקייה הזאת במקום הרגילות של הסוכן</translation>
    </message>
    <message>
        <source>There is no agent %1: “mimir sources list” names those that are found.</source>
        <translation>אין סוכן %1: „mimir sources list” מציגה את אלה שנמצאו.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Usage: %1</source>
        <translation>שימוש: %1</translation>
    </message>
    <message>
        <source>Keeps the history of AI coding agents safe and in step between your devices.</source>
        <translation>שומר על ההיסטוריה של סוכני תכנות מבוססי AI בטוחה ומסונכרנת בין המכשירים שלך.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>פקודות:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>אפשרויות:</translation>
    </message>
    <message>
        <source>“mimir COMMAND --help” shows more about a command.</source>
        <translation>‏“mimir COMMAND --help” מספר עוד על פקודה.</translation>
    </message>
    <message>
        <source>the directory that holds this profile (also MIMIR_PROFILE)</source>
        <translation>התיקייה שמכילה את הפרופיל הזה (גם MIMIR_PROFILE)</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>הצגת העזרה הזאת</translation>
    </message>
    <message>
        <source>show the version</source>
        <translation>הצגת הגרסה</translation>
    </message>
    <message>
        <source>show long output without a pager</source>
        <translation>הצגת פלט ארוך בלי תוכנית דפדוף</translation>
    </message>
</context>
<context>
    <name>HistoryExport</name>
    <message>
        <source>Writes the history to standard output, in the format that “mimir record” reads</source>
        <translation>כותב את ההיסטוריה לפלט התקני, בתבנית ש-“mimir record” קורא</translation>
    </message>
    <message>
        <source>the only format so far</source>
        <translation>התבנית היחידה בינתיים</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>only this conversation</source>
        <translation>השיחה הזאת בלבד</translation>
    </message>
    <message>
        <source>the format must be ndjson</source>
        <translation>התבנית חייבת להיות ndjson</translation>
    </message>
    <message>
        <source>There is no conversation with this id. “mimir history list” shows them.</source>
        <translation>אין שיחה עם המזהה הזה. “mimir history list” מציג אותן.</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Lists conversations, latest first</source>
        <translation>מציג שיחות, האחרונה תחילה</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>at most N (default 50; 0 = all)</source>
        <translation>לכל היותר N (ברירת המחדל: 50, ‏0 = הכול)</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>--limit needs a number</source>
        <translation>‏--limit דורש מספר</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>DIR</translation>
    </message>
    <message>
        <source>only those in this directory and below it, or with this name</source>
        <translation>רק מהתיקייה הזאת ומאלה שתחתיה, או מתיקייה בשם הזה</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>only those by this agent or provider</source>
        <translation>רק של הסוכן או הספק הזה</translation>
    </message>
    <message>
        <source>WHEN</source>
        <translation>WHEN</translation>
    </message>
    <message>
        <source>only those with messages since: 2026-08-01, “2026-08-01 09:12”, today, yesterday, 12h, 7d, 4w</source>
        <translation>רק עם הודעות מאז: 2026-08-01, ”2026-08-01 09:12“, today, yesterday, 12h, 7d, 4w</translation>
    </message>
    <message>
        <source>only those with messages until then</source>
        <translation>רק עם הודעות עד אז</translation>
    </message>
    <message>
        <source>only those shared with the team</source>
        <translation>רק אלה שמשותפות עם הצוות</translation>
    </message>
    <message>
        <source>No conversations yet. “mimir record” and “mimir import” add them.</source>
        <translation>אין עדיין שיחות. ”mimir record“ ו־”mimir import“ מכניסים אותן.</translation>
    </message>
    <message>
        <source>%1 needs a day such as 2026-08-01, today, or a span such as 7d; not “%2”</source>
        <translation>‏‎%1 צריך יום כגון 2026-08-01, today, או פרק זמן כגון 7d; לא ”%2“</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>עדכני</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>מזהה</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>הודעות</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>סביבת עבודה</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>כותרת</translation>
    </message>
    <message>
        <source>No conversation matches. “mimir history list” without options lists them all.</source>
        <translation>אין שיחה מתאימה. “mimir history list” ללא אפשרויות מציג את כולן.</translation>
    </message>
    <message>
        <source>Shared by</source>
        <translation>שותף על ידי</translation>
    </message>
</context>
<context>
    <name>HistoryShare</name>
    <message>
        <source>There is no conversation %1. “mimir history list” shows them.</source>
        <translation>אין שיחה %1. “mimir history list” מציג אותן.</translation>
    </message>
    <message>
        <source>Shares conversations with their team, so that its members can read them</source>
        <translation>משתף שיחות עם הצוות שלהן, שחבריו יכולים לקרוא אותן</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Stops sharing conversations; they disappear from the other members&apos; devices</source>
        <translation>מפסיק לשתף שיחות; הן נעלמות מהמכשירים של האחרים</translation>
    </message>
</context>
<context>
    <name>HistoryShow</name>
    <message>
        <source>Shows a conversation</source>
        <translation>מציג שיחה</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message>
        <source>There is no conversation with this id. “mimir history list” shows them.</source>
        <translation>אין שיחה עם המזהה הזה. “mimir history list” מציג אותן.</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>  shared by: %1</source>
        <translation>  שותף על ידי: %1</translation>
    </message>
    <message>
        <source>  decisions: %1</source>
        <translation>  החלטות: %1</translation>
    </message>
</context>
<context>
    <name>HookInstall</name>
    <message>
        <source>Lets an agent tell what it asks for and does, as it happens: adds hooks to its settings</source>
        <translation>מאפשר לסוכן לדווח בזמן אמת מה הוא מבקש ועושה: מוסיף hooks להגדרות שלו</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Hooks such as these are switched off by %1. Nothing was changed.</source>
        <translation>hooks כאלה כבויים על ידי %1. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 is missing. Nothing was changed.</source>
        <translation>%1 חסר. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>The folder for events cannot be made in the profile. Nothing was changed.</source>
        <translation>אי אפשר ליצור בפרופיל את התיקייה לאירועים. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>The hooks are in %1 already.</source>
        <translation>ה-hooks כבר נמצאים ב-%1.</translation>
    </message>
    <message>
        <source>%1 tells from its next session on. “mimir hook remove %2” ends that.</source>
        <translation>%1 ידווח מההפעלה הבאה ואילך. „mimir hook remove %2” מפסיקה זאת.</translation>
    </message>
    <message>
        <source>Codex runs new hooks only after you have looked at them: type /hooks there.</source>
        <translation>Codex מפעיל hooks חדשים רק לאחר שבדקת אותם: יש להקליד שם /hooks.</translation>
    </message>
</context>
<context>
    <name>HookRemove</name>
    <message>
        <source>Takes out of an agent&apos;s settings what “hook install” added</source>
        <translation>מסיר מהגדרות הסוכן את מה ש-„hook install” הוסיפה</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>There are no hooks of Mimir Sync in %1.</source>
        <translation>אין ב-%1 hooks של Mimir Sync.</translation>
    </message>
    <message>
        <source>Removed. What was told until now stays in the history.</source>
        <translation>הוסר. מה שדווח עד כה נשאר בהיסטוריה.</translation>
    </message>
</context>
<context>
    <name>HookStatus</name>
    <message>
        <source>Shows which agents tell by hooks, and what of it is still to be read</source>
        <translation>מציג אילו סוכנים מדווחים באמצעות hooks, ומה מזה עוד לא נקרא</translation>
    </message>
    <message>
        <source>[AGENT]</source>
        <translation>[סוכן]</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>פלט JSON, אובייקט אחד בשורה</translation>
    </message>
    <message>
        <source>switched off by %1</source>
        <translation>כבוי על ידי %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>לא ניתן לקריאה</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>מותקן</translation>
    </message>
    <message>
        <source>installed in part</source>
        <translation>מותקן חלקית</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>לא מותקן</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Hooks</source>
        <translation>Hooks</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>%1 are still to be read: that is done while Mimir Sync or “mimir sync run” runs, or by “mimir sources scan AGENT”.</source>
        <translation>נשארו לקריאה %1: הקריאה נעשית כש-Mimir Sync או „mimir sync run” פועלות, או באמצעות „mimir sources scan AGENT”.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) could not be kept: no room, or too many of them.</source>
        <translation>
            <numerusform>אירוע אחד לא נשמר: אין מקום, או שהיו יותר מדי.</numerusform>
            <numerusform>%n אירועים לא נשמרו: אין מקום, או שהיו יותר מדי.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportMimir</name>
    <message>
        <source>Imports conversations and permissions from a database of the Mimir agent</source>
        <translation>מייבא שיחות והרשאות ממסד נתונים של הסוכן Mimir</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>PATH</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>‏%1 מתוך %2</translation>
    </message>
    <message>
        <source>Nothing was imported: %1. Your history is unchanged.</source>
        <translation>דבר לא יובא: %1. ההיסטוריה שלך לא השתנתה.</translation>
    </message>
    <message>
        <source>%1, row %2 was not imported: %3</source>
        <translation>‏%1, שורה %2 לא יובאה: %3</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 unchanged.</source>
        <translation>‏%1 חדשים, %2 השתנו, %3 ללא שינוי.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>פריט אחד נמחק כאן בעבר ונשאר מחוק.</numerusform>
            <numerusform>%n פריטים נמחקו כאן בעבר ונשארים מחוקים.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was stopped: %1. What was read before that is kept.</source>
        <translation>הייבוא הופסק: %1. מה שנקרא לפני כן נשאר.</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Your key: not known yet; the server was not asked, or is too old for it.</source>
        <translation>המפתח: עדיין לא ידוע; השרת לא נשאל, או שהוא ישן מדי.</translation>
    </message>
    <message>
        <source>Your key: this device has it, so the same secret is recognisable as the same on your devices, and to no one else.</source>
        <translation>המפתח: נמצא במכשיר הזה, ולכן אותו סוד מזוהה כאותו סוד בכל המכשירים שלך, ולא אצל אחרים.</translation>
    </message>
    <message>
        <source>Your key: this device does not have it yet. Nothing is lost without it; only the same secret is not recognisable as the same between your devices.</source>
        <translation>המפתח: עדיין אינו במכשיר הזה. שום דבר לא אובד בלעדיו; רק שאותו סוד אינו מזוהה כאותו סוד בין המכשירים שלך.</translation>
    </message>
    <message>
        <source>Your key: one of your devices has begun a new one, which this device does not have yet. Nothing is lost; only the same secret is not recognisable as the same between your devices.</source>
        <translation>המפתח: אחד המכשירים שלך יצר מפתח חדש, שעדיין אינו במכשיר הזה. שום דבר לא אובד; רק שאותו סוד אינו מזוהה כאותו סוד בין המכשירים שלך.</translation>
    </message>
    <message>
        <source>To give it to this device: on a device that has it, enter the code %1 on the Account page, or run “mimir devices confirm %1”.</source>
        <translation>כדי למסור אותו למכשיר הזה: במכשיר שבו הוא נמצא, יש להזין את הקוד %1 בעמוד החשבון, או להריץ “mimir devices confirm %1”.</translation>
    </message>
    <message>
        <source>This device does not have your key itself, so it cannot give it away.</source>
        <translation>המפתח אינו במכשיר הזה עצמו, ולכן אינו יכול למסור אותו.</translation>
    </message>
    <message>
        <source>One of your devices has begun a new key, so this one is not in use any more.</source>
        <translation>אחד המכשירים שלך יצר מפתח חדש, ולכן המפתח הזה אינו עוד בשימוש.</translation>
    </message>
    <message>
        <source>None of your devices has this code. Compare it with the one that the new device shows now; that device must have reached the server since.</source>
        <translation>לאף אחד מהמכשירים שלך אין הקוד הזה. יש להשוות אותו לקוד שהמכשיר החדש מציג כעת; המכשיר צריך היה להגיע מאז אל השרת.</translation>
    </message>
</context>
<context>
    <name>LeftByOthersText</name>
    <message>
        <source>To send this as %1, run “mimir auth adopt”.</source>
        <translation>‏“mimir auth adopt” שולח זאת בתור %1.</translation>
    </message>
    <message>
        <source>Send this as %1? Type “send”, or press Enter to keep it here: </source>
        <translation>לשלוח זאת בתור %1? יש להקליד “שליחה”, או ללחוץ Enter כדי להשאיר כאן: </translation>
    </message>
    <message>
        <source>send</source>
        <translation>שליחה</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations</source>
        <translation>
            <numerusform>שינוי %n בשיחות שלך</numerusform>
            <numerusform>%n שינויים בשיחות שלך</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>To be sent as %1 from now on: %2.</source>
        <extracomment>%1 is an e-mail address, %2 is “3 conversations, 1 audit entry”</extracomment>
        <translation>מעכשיו יישלח בתור %1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n of these conversations is a copy: what the other account has of it at the server stays that account&apos;s, and comes back here when it signs in.</source>
        <translation>
            <numerusform>%n מהשיחות האלה היא עותק: מה שיש ממנה לחשבון השני בשרת נשאר שלו, וחוזר לכאן כשהוא מתחבר.</numerusform>
            <numerusform>%n מהשיחות האלה הן עותקים: מה שיש מהן לחשבון השני בשרת נשאר שלו, וחוזר לכאן כשהוא מתחבר.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>קריאת כלי</translation>
    </message>
    <message>
        <source>Audit entry</source>
        <translation>רשומת ביקורת</translation>
    </message>
    <message>
        <source>%1 “%2”</source>
        <translation>%1 “%2”</translation>
    </message>
    <message>
        <source>%1 in “%2”</source>
        <translation>%1 בתוך “%2”</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>כותרת</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>מודל</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>חשיפה</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>שגיאה</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>מטא-נתונים</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>never</source>
        <translation>אף פעם</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>שיחה אחת</numerusform>
            <numerusform>%n שיחות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>הודעה אחת</numerusform>
            <numerusform>%n הודעות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool call(s)</source>
        <translation>
            <numerusform>קריאת כלי אחת</numerusform>
            <numerusform>%n קריאות כלי</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n audit entry(s)</source>
        <translation>
            <numerusform>רשומת ביקורת אחת</numerusform>
            <numerusform>%n רשומות ביקורת</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>כלום</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>ממתין לשליחה</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>נדחה על ידי השרת</translation>
    </message>
    <message>
        <source>held by privacy mode</source>
        <translation>מעוכב במצב פרטיות</translation>
    </message>
    <message>
        <source>kept here by your choice</source>
        <translation>נשאר כאן לפי בחירתך</translation>
    </message>
    <message>
        <source>done</source>
        <translation>בוצע</translation>
    </message>
    <message>
        <source>no answer – will be tried again</source>
        <translation>אין תשובה – מנסה שוב</translation>
    </message>
    <message>
        <source>refused (%1) – will be tried again</source>
        <translation>נדחה (%1) – מנסה שוב</translation>
    </message>
    <message>
        <source>interrupted – what the server does not have is sent later</source>
        <translation>נקטע כאן – מה שאין לשרת יישלח אחר כך</translation>
    </message>
    <message>
        <source>a conversation that no longer exists</source>
        <translation>שיחה שאינה קיימת עוד</translation>
    </message>
    <message>
        <source>a conversation whose title stays on this device</source>
        <translation>שיחה שכותרתה נשארת במכשיר הזה</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is the quoted title of a conversation, %2 is “12 messages, 3 tool calls”</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more conversation(s)</source>
        <translation>
            <numerusform>ועוד שיחה אחת</numerusform>
            <numerusform>ועוד %n שיחות</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>waiting for its conversation</source>
        <translation>ממתין לשיחה שלו</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <extracomment>%1 is “2 messages, 3 tool calls”</extracomment>
        <translation>נמחקו: %1</translation>
    </message>
    <message>
        <source>deletion sent</source>
        <translation>מחיקה נשלחה</translation>
    </message>
    <message>
        <source>deletion received</source>
        <translation>מחיקה התקבלה</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>נשלח</translation>
    </message>
    <message>
        <source>received</source>
        <translation>התקבל</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <translation>אי אפשר לשלוח</translation>
    </message>
    <message>
        <source>made while another account was signed in</source>
        <translation>נעשה כשחשבון אחר היה מחובר</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Try “mimir %1--help”.</source>
        <translation>אפשר לנסות “mimir %1--help”.</translation>
    </message>
    <message>
        <source>wrong number of arguments</source>
        <translation>מספר שגוי של ארגומנטים</translation>
    </message>
    <message>
        <source>The output could not be written.</source>
        <translation>לא ניתן היה לכתוב את הפלט.</translation>
    </message>
    <message>
        <source>--profile needs a directory</source>
        <translation>‏--profile דורש תיקייה</translation>
    </message>
    <message>
        <source>unknown command “%1”.</source>
        <translation>פקודה לא מוכרת: ”%1“.</translation>
    </message>
    <message>
        <source>There is no profile in %1. Signing in, recording or importing creates one; nothing was created now.</source>
        <translation>אין פרופיל ב־%1. התחברות, הקלטה וייבוא יוצרים פרופיל; כעת לא נוצר דבר.</translation>
    </message>
    <message>
        <source>MIMIR_PROFILE is empty: unset it to use the default profile, or set it to a directory</source>
        <translation>‏MIMIR_PROFILE ריק: יש לבטל אותו כדי להשתמש בפרופיל הרגיל, או לציין בו תיקייה</translation>
    </message>
    <message>
        <source>The output could not be written. What the command was to change, if anything, was changed.</source>
        <translation>אי אפשר היה לכתוב את הפלט. מה שהפקודה הייתה אמורה לשנות, אם היה כזה, השתנה.</translation>
    </message>
</context>
<context>
    <name>ManPage</name>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>ריק</translation>
    </message>
    <message>
        <source>%1. Values: %2. Default: %3.</source>
        <translation>‏%1. ערכים אפשריים: %2. ברירת המחדל: %3.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>קבצים</translation>
    </message>
    <message>
        <source>The profile: store, settings, log, lock and socket; --profile DIR or MIMIR_PROFILE selects another one.</source>
        <translation>הפרופיל: מאגר, הגדרות, יומן, נעילה ושקע; ‏--profile DIR ו-MIMIR_PROFILE קובעים פרופיל אחר.</translation>
    </message>
    <message>
        <source>In the profile: the settings that differ from the default.</source>
        <translation>בפרופיל: ההגדרות שאינן ברירת המחדל.</translation>
    </message>
    <message>
        <source>In the profile: the log.</source>
        <translation>בפרופיל: היומן.</translation>
    </message>
    <message>
        <source>Exit status</source>
        <translation>קוד יציאה</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>בוצע</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשל</translation>
    </message>
    <message>
        <source>Wrong usage</source>
        <translation>שימוש שגוי</translation>
    </message>
    <message>
        <source>Undecided, usually because you are offline</source>
        <translation>לא ניתן היה להחליט, לרוב כי אין רשת</translation>
    </message>
    <message>
        <source>Needs attention: items were refused or put aside, or you have to sign in</source>
        <translation>נדרשת תשומת לב: פריטים שנדחו או שהונחו בצד, או התחברות</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>keeps the history of AI coding agents safe and in step</source>
        <translation>שומר על ההיסטוריה של סוכני תכנות מבוססי AI בטוחה ומסונכרנת</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>תחביר</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>פקודות</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>User</source>
        <translation>משתמש</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>עוזר</translation>
    </message>
    <message>
        <source>System</source>
        <translation>מערכת</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>כלי</translation>
    </message>
    <message>
        <source>%1, %2:</source>
        <translation>%1, %2:</translation>
    </message>
    <message>
        <source>(%1 more characters; “mimir history show” shows them.)</source>
        <translation>(%1 תווים נוספים; “mimir history show” מציגה אותם.)</translation>
    </message>
    <message>
        <source>No messages.</source>
        <translation>אין הודעות.</translation>
    </message>
</context>
<context>
    <name>Orgs</name>
    <message>
        <source>Lists your organisations as the server knows them</source>
        <translation>מציג את הארגונים שלך, כפי שהשרת מכיר אותם</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>Sends new work to another of your organisations; existing work stays in sync</source>
        <translation>עבודה חדשה עוברת לארגון אחר שלך; מה שכבר קיים נשאר מסונכרן</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>SLUG</translation>
    </message>
    <message>
        <source>You are not a member of an organisation “%1”. “mimir orgs list” lists yours.</source>
        <translation>אינך חבר בארגון “%1”. “mimir orgs list” מציג את הארגונים שלך.</translation>
    </message>
    <message>
        <source>New work goes to %1/%2.</source>
        <translation>עבודה חדשה עוברת אל %1/%2.</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>ארגון</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>התפקיד שלך</translation>
    </message>
    <message>
        <source>New work goes to</source>
        <translation>עבודה חדשה הולכת אל</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>הארגון הזה</translation>
    </message>
    <message>
        <source>You are not in any organisation on this server.</source>
        <translation>אינך שייך לאף ארגון בשרת הזה.</translation>
    </message>
</context>
<context>
    <name>OutputFile</name>
    <message>
        <source>replace the file if it exists</source>
        <translation>להחליף את הקובץ אם הוא קיים</translation>
    </message>
    <message>
        <source>%1 is one of this profile&apos;s own files. Nothing was written: name another file.</source>
        <translation>%1 הוא אחד מקובצי הפרופיל עצמו. דבר לא נכתב: יש לתת שם של קובץ אחר.</translation>
    </message>
    <message>
        <source>%1 already exists. Nothing was written: name another file, or use --force to replace it.</source>
        <translation>%1 כבר קיים. דבר לא נכתב: יש לתת שם של קובץ אחר, או להחליף אותו עם --force.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>אי אפשר לכתוב אל %1: %2</translation>
    </message>
</context>
<context>
    <name>PasswordChange</name>
    <message>
        <source>A password must have at least 8 characters and at most 1024 bytes. Nothing was changed.</source>
        <translation>סיסמה מכילה לפחות 8 תווים ולכל היותר 1024 בתים: דבר לא שונה.</translation>
    </message>
    <message>
        <source>The two passwords differ. Nothing was changed.</source>
        <translation>שתי הסיסמאות שונות: דבר לא שונה.</translation>
    </message>
    <message>
        <source>The current password is wrong. Nothing was changed.</source>
        <translation>הסיסמה הנוכחית שגויה. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>This server cannot change passwords; its administrator can.</source>
        <translation>השרת הזה לא יכול לשנות סיסמאות: מנהל השרת יכול.</translation>
    </message>
    <message>
        <source>Your password was changed. This device stays signed in; sign in again on your other devices.</source>
        <translation>הסיסמה שלך שונתה. המכשיר הזה נשאר מחובר; במכשירים האחרים יש להתחבר מחדש.</translation>
    </message>
</context>
<context>
    <name>Pause</name>
    <message>
        <source>Pauses syncing for a while; recording continues</source>
        <translation>עוצר את הסנכרון לזמן מה; ההקלטה נמשכת</translation>
    </message>
    <message>
        <source>[30m|2h|tomorrow]</source>
        <translation>[30m|2h|tomorrow]</translation>
    </message>
    <message>
        <source>until “mimir resume” (the default)</source>
        <translation>עד “mimir resume” (ברירת המחדל)</translation>
    </message>
    <message>
        <source>give a duration: 30m, 2h, tomorrow or --until-resumed</source>
        <translation>יש לציין לכמה זמן: 30m,‏ 2h,‏ tomorrow או --until-resumed</translation>
    </message>
    <message>
        <source>Paused until “mimir resume”. Recording continues.</source>
        <translation>מושהה עד “mimir resume”. ההקלטה נמשכת.</translation>
    </message>
    <message>
        <source>Paused until %1. Recording continues.</source>
        <translation>מושהה עד %1. ההקלטה נמשכת.</translation>
    </message>
</context>
<context>
    <name>PrivacyCommand</name>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode will be sent.</source>
        <translation>
            <numerusform>פריט אחד שהוקלט במצב פרטיות יישלח.</numerusform>
            <numerusform>%n פריטים שהוקלטו במצב פרטיות יישלחו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode stay on this device permanently.</source>
        <translation>
            <numerusform>פריט אחד שהוקלט במצב פרטיות יישאר במכשיר הזה לתמיד.</numerusform>
            <numerusform>%n פריטים שהוקלטו במצב פרטיות יישארו במכשיר הזה לתמיד.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay here all the same. “mimir privacy rule conversation ID LEVEL --send-kept” sends those of one conversation.</source>
        <translation>
            <numerusform>פריט אחד נשאר כאן בכל זאת. „mimir privacy rule conversation ID LEVEL --send-kept” שולחת את מה שנשאר כאן משיחה אחת.</numerusform>
            <numerusform>%n פריטים נשארים כאן בכל זאת. „mimir privacy rule conversation ID LEVEL --send-kept” שולחת את מה שנשאר כאן משיחה אחת.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyKeep</name>
    <message>
        <source>Keeps what was recorded in privacy mode on this device permanently</source>
        <translation>משאיר במכשיר הזה לתמיד את מה שהוקלט במצב פרטיות</translation>
    </message>
</context>
<context>
    <name>PrivacyLevelCommand</name>
    <message>
        <source>Shows or sets what may be sent from this device where no rule says otherwise</source>
        <translation>מציג או קובע מה מותר שיֵצא מהמכשיר הזה כשאין כלל אחר</translation>
    </message>
    <message>
        <source>[LEVEL]</source>
        <translation>[רמה]</translation>
    </message>
    <message>
        <source>LEVEL must be nothing, metadata, redacted or full</source>
        <translation>הרמה חייבת להיות nothing, metadata, redacted או full</translation>
    </message>
    <message>
        <source>Your organisation’s limit: %1</source>
        <translation>הארגון אינו מתיר שיֵצא יותר מ־: %1</translation>
    </message>
</context>
<context>
    <name>PrivacyOff</name>
    <message>
        <source>Ends privacy mode; what was recorded in it stays held until you choose</source>
        <translation>מסיים את מצב הפרטיות; מה שהוקלט בו נשאר מעוכב עד לבחירתך</translation>
    </message>
    <message>
        <source>send what was recorded in the meantime</source>
        <translation>לשלוח את מה שהוקלט בינתיים</translation>
    </message>
    <message>
        <source>keep what was recorded in the meantime on this device permanently</source>
        <translation>להשאיר במכשיר הזה לתמיד את מה שהוקלט בינתיים</translation>
    </message>
    <message>
        <source>choose one of --send and --keep</source>
        <translation>יש לבחור אחד מבין --send ו---keep</translation>
    </message>
    <message>
        <source>Privacy mode is off.</source>
        <translation>מצב הפרטיות כבוי.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in it are still held here. “mimir privacy send” sends them, “mimir privacy keep” keeps them on this device permanently.</source>
        <translation>
            <numerusform>פריט אחד שהוקלט בו עדיין מעוכב כאן. “mimir privacy send” שולח אותו, “mimir privacy keep” משאיר אותו במכשיר הזה לתמיד.</numerusform>
            <numerusform>%n פריטים שהוקלטו בו עדיין מעוכבים כאן. “mimir privacy send” שולח אותם, “mimir privacy keep” משאיר אותם במכשיר הזה לתמיד.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in it, keep them on this device permanently, or decide later? Type “send”, “keep”, or press Enter for later: </source>
        <translation>
            <numerusform>לשלוח את הפריט האחד שהוקלט בו, להשאיר אותו במכשיר הזה לתמיד, או להחליט אחר כך? יש להקליד “שליחה” או “השארה”, או ללחוץ Enter כדי להחליט אחר כך: </numerusform>
            <numerusform>לשלוח את %n הפריטים שהוקלטו בו, להשאיר אותם במכשיר הזה לתמיד, או להחליט אחר כך? יש להקליד “שליחה” או “השארה”, או ללחוץ Enter כדי להחליט אחר כך: </numerusform>
        </translation>
    </message>
    <message>
        <source>send</source>
        <translation>שליחה</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>השארה</translation>
    </message>
</context>
<context>
    <name>PrivacyOn</name>
    <message>
        <source>Turns privacy mode on: nothing recorded from now on leaves this device</source>
        <translation>מפעיל את מצב הפרטיות: דבר ממה שיוקלט מעכשיו לא יוצא מהמכשיר הזה</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device; new items still arrive.</source>
        <translation>מצב הפרטיות פועל: דבר לא יוצא מהמכשיר הזה, חדשות עדיין מגיעות.</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device.</source>
        <translation>מצב הפרטיות פעיל: דבר אינו יוצא ממכשיר זה.</translation>
    </message>
</context>
<context>
    <name>PrivacyPreview</name>
    <message>
        <source>Shows the exact JSON that would be sent for an item</source>
        <translation>מציג את ה-JSON המדויק שהיה יוצא מהמכשיר הזה עבור פריט</translation>
    </message>
    <message>
        <source>TYPE ID</source>
        <translation>TYPE ID</translation>
    </message>
    <message>
        <source>TYPE must be conversation, message, tool_call or audit_log</source>
        <translation>TYPE חייב להיות conversation,‏ message,‏ tool_call או audit_log</translation>
    </message>
    <message>
        <source>Nothing of it leaves this device.</source>
        <translation>דבר מזה אינו יוצא מהמכשיר הזה.</translation>
    </message>
    <message>
        <source>There is no item with this id.</source>
        <translation>אין פריט עם המזהה הזה.</translation>
    </message>
</context>
<context>
    <name>PrivacyRuleCommand</name>
    <message>
        <source>Sets what may be sent of a conversation, workspace, repository or agent; LEVEL none removes the rule</source>
        <translation>קובע מה מותר שיֵצא משיחה, ממרחב עבודה, ממאגר קוד או מסוכן; הרמה none מבטלת את הכלל</translation>
    </message>
    <message>
        <source>KIND VALUE LEVEL</source>
        <translation>סוג ערך רמה</translation>
    </message>
    <message>
        <source>also send what the rule has kept here of this conversation so far</source>
        <translation>לשלוח גם את מה שהכלל השאיר כאן מהשיחה הזאת קודם</translation>
    </message>
    <message>
        <source>with LEVEL nothing: remove this conversation permanently from the server and your other devices</source>
        <translation>עם הרמה nothing: להסיר את השיחה הזאת לצמיתות מהשרת ומהמכשירים האחרים</translation>
    </message>
    <message>
        <source>KIND must be conversation, workspace, repository or agent</source>
        <translation>הסוג חייב להיות conversation, workspace, repository או agent</translation>
    </message>
    <message>
        <source>LEVEL must be nothing, metadata, redacted, full or none</source>
        <translation>הרמה חייבת להיות nothing, metadata, redacted, full או none</translation>
    </message>
    <message>
        <source>--send-kept and --remove-from-server are for one conversation</source>
        <translation>‏--send-kept ו־--remove-from-server מתאימים לשיחה אחת</translation>
    </message>
    <message>
        <source>--remove-from-server needs LEVEL nothing</source>
        <translation>‏--remove-from-server מתאים לרמה nothing</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that were kept here will be sent.</source>
        <translation>
            <numerusform>פריט אחד שנשאר כאן יישלח.</numerusform>
            <numerusform>%n פריטים שנשארו כאן יישלחו.</numerusform>
        </translation>
    </message>
    <message>
        <source>It will be removed from the server. What is on this device stays.</source>
        <translation>היא תוסר מהשרת. מה שכאן נשאר כאן.</translation>
    </message>
    <message>
        <source>The server has nothing of it.</source>
        <translation>אין לשרת דבר ממנה.</translation>
    </message>
    <message>
        <source>VALUE must be a conversation&apos;s id, an absolute path, a git remote or an agent&apos;s name</source>
        <translation>הערך חייב להיות מזהה של שיחה, נתיב מלא, כתובת git או שם של סוכן</translation>
    </message>
    <message>
        <source>This conversation was removed from the server. It stays on this device permanently.</source>
        <translation>השיחה הזאת הוסרה מהשרת. היא נשארת במכשיר הזה לצמיתות.</translation>
    </message>
    <message>
        <source>There is no conversation %1 yet. The rule applies to the one that is recorded with exactly this id.</source>
        <translation>אין עדיין שיחה %1. הכלל יחול על השיחה שתוקלט עם המזהה הזה בדיוק.</translation>
    </message>
</context>
<context>
    <name>PrivacyRulesCommand</name>
    <message>
        <source>Lists the rules for conversations, workspaces, repositories and agents</source>
        <translation>מציג את הכללים לשיחות, למרחבי עבודה, למאגרי קוד ולסוכנים</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>Rule for</source>
        <translation>כלל עבור</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>רמה</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>איזה</translation>
    </message>
    <message>
        <source>No rules: the usual level applies to everything.</source>
        <translation>אין כללים: הרמה הרגילה חלה על הכול.</translation>
    </message>
</context>
<context>
    <name>PrivacyScan</name>
    <message>
        <source>Looks for what was sent earlier and would be withheld today</source>
        <translation>מחפש מה נשלח בעבר ולא היה נשלח היום</translation>
    </message>
    <message>
        <source>send it again in its masked form, which replaces it at the server and on all devices</source>
        <translation>לשלוח אותו שוב בגרסה מושחרת, שמחליפה אותו בשרת ובכל המכשירים</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that servers have were looked at.</source>
        <translation>
            <numerusform>נבדק פריט %n שיש בשרתים.</numerusform>
            <numerusform>נבדקו %n פריטים שיש בשרתים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are of conversations of which nothing may be sent today; “mimir privacy rule conversation ID nothing --remove-from-server” removes one from the server.</source>
        <translation>
            <numerusform>פריט %n מהם שייך לשיחה שאסור לשלוח ממנה דבר היום; ‏“mimir privacy rule conversation ID nothing --remove-from-server” מסיר שיחה מהשרת.</numerusform>
            <numerusform>%n מהם שייכים לשיחות שאסור לשלוח מהן דבר היום; ‏“mimir privacy rule conversation ID nothing --remove-from-server” מסיר שיחה מהשרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was found that would be withheld today.</source>
        <translation>לא נמצא דבר שלא היה נשלח היום.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) hold what would be withheld today. “mimir privacy scan --redact” sends them again in their masked form.</source>
        <translation>
            <numerusform>בפריט %n יש מה שלא היה נשלח היום. ‏“mimir privacy scan --redact” שולח אותו שוב בגרסה מושחרת.</numerusform>
            <numerusform>ב־%n פריטים יש מה שלא היה נשלח היום. ‏“mimir privacy scan --redact” שולח אותם שוב בגרסה מושחרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent again in their masked form.</source>
        <translation>
            <numerusform>פריט %n יישלח שוב בגרסה מושחרת.</numerusform>
            <numerusform>%n פריטים יישלחו שוב בגרסה מושחרת.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacySend</name>
    <message>
        <source>Sends what was recorded in privacy mode</source>
        <translation>שולח את מה שהוקלט במצב פרטיות</translation>
    </message>
</context>
<context>
    <name>PrivacyStatus</name>
    <message>
        <source>Shows whether privacy mode is on and what is held</source>
        <translation>מציג אם מצב הפרטיות פועל ומה מעוכב</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message>
        <source>Privacy mode has been on since %1.</source>
        <translation>מצב הפרטיות פועל מאז %1.</translation>
    </message>
    <message>
        <source>Privacy mode is off.</source>
        <translation>מצב הפרטיות כבוי.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are held until you choose to send or keep them.</source>
        <translation>
            <numerusform>פריט אחד מעוכב עד לבחירתך אם לשלוח אותו או להשאיר אותו.</numerusform>
            <numerusform>%n פריטים מעוכבים עד לבחירתך אם לשלוח אותם או להשאיר אותם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device permanently, unless “mimir privacy rule conversation ID LEVEL --send-kept” sends those of a conversation.</source>
        <translation>
            <numerusform>פריט אחד נשאר במכשיר הזה לתמיד, אלא אם „mimir privacy rule conversation ID LEVEL --send-kept” שולח את אלה של שיחה.</numerusform>
            <numerusform>%n פריטים נשארים במכשיר הזה לתמיד, אלא אם „mimir privacy rule conversation ID LEVEL --send-kept” שולח את אלה של שיחה.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyTexts</name>
    <message numerus="yes">
        <source>%n text(s) with secrets</source>
        <translation>
            <numerusform>טקסט אחד עם סודות</numerusform>
            <numerusform>%n טקסטים עם סודות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) with environment variables</source>
        <translation>
            <numerusform>טקסט אחד עם משתני סביבה</numerusform>
            <numerusform>%n טקסטים עם משתני סביבה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the contents of %n file(s)</source>
        <translation>
            <numerusform>התוכן של קובץ אחד</numerusform>
            <numerusform>התוכן של %n קבצים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of which only titles and figures are sent</source>
        <translation>
            <numerusform>טקסט אחד שרק כותרות ומספרים ממנו נשלחים</numerusform>
            <numerusform>%n טקסטים שרק כותרות ומספרים מהם יוצאים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) that are too large</source>
        <translation>
            <numerusform>חלק אחד גדול מדי</numerusform>
            <numerusform>%n חלקים גדולים מדי</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>שום דבר</translation>
    </message>
    <message>
        <source>Titles and figures</source>
        <translation>כותרות ומספרים</translation>
    </message>
    <message>
        <source>Everything except secrets and files</source>
        <translation>הכול חוץ מסודות ומקבצים</translation>
    </message>
    <message>
        <source>Everything except secrets</source>
        <translation>הכול חוץ מסודות</translation>
    </message>
    <message>
        <source>It stays on this device.</source>
        <translation>זה נשאר במכשיר הזה.</translation>
    </message>
    <message>
        <source>Titles, times, tokens, costs and tool names are sent; no text is.</source>
        <translation>כותרות, זמנים, טוקנים, עלויות ושמות כלים יוצאים; טקסט אינו יוצא.</translation>
    </message>
    <message>
        <source>Secrets, environment variables and the contents of local files stay here; for a file, only its path, size and number of lines are sent.</source>
        <translation>סודות, משתני סביבה ותוכן של קבצים מקומיים נשארים כאן; מקובץ יוצאים הנתיב, הגודל ומספר השורות.</translation>
    </message>
    <message>
        <source>The contents of local files are sent as well. Secrets and environment variables never are.</source>
        <translation>גם תוכן של קבצים מקומיים יוצא. סודות ומשתני סביבה לעולם לא.</translation>
    </message>
    <message>
        <source>Your organisation’s limit: %1</source>
        <translation>הארגון אינו מתיר שיֵצא יותר מ־: %1</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>מאגר קוד</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>This conversation was removed from the server. It stays on this device permanently.</source>
        <translation>השיחה הזאת הוסרה מהשרת. היא נשארת במכשיר הזה לצמיתות.</translation>
    </message>
    <message>
        <source>Give a folder by its full path, beginning with /.</source>
        <translation>תיקייה מצוינת בנתיב המלא שלה, המתחיל ב־/.</translation>
    </message>
    <message>
        <source>Give a repository by its address, as git remote shows it.</source>
        <translation>מאגר קוד מצוין בכתובת שלו, כפי ש־git remote מציג אותה.</translation>
    </message>
    <message>
        <source>Say what the rule applies to.</source>
        <translation>יש לומר על מה הכלל חל.</translation>
    </message>
    <message>
        <source>Withheld: %1.</source>
        <translation>לא נשלח: %1.</translation>
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
        <translation>מקליט שורות NDJSON מהקלט התקני; מדפיס שגיאות בלבד</translation>
    </message>
    <message>
        <source>write 500 lines at a time: much faster, but durable only at the end</source>
        <translation>כתיבה של 500 שורות בכל פעם: מהיר הרבה יותר, ועמיד רק בסוף</translation>
    </message>
    <message>
        <source>The lines after that were not read; those before it are saved.</source>
        <translation>השורות שאחרי זו לא נקראו; אלה שלפניה נשמרו.</translation>
    </message>
    <message>
        <source>line %1 was not stored: %2</source>
        <translation>שורה %1 לא נשמרה: %2</translation>
    </message>
    <message>
        <source>lines %1 to %2 were not stored: %3</source>
        <translation>שורות %1 עד %2 לא נשמרו: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s), the first of them line %1, contained characters that no store can hold (NUL, half of a surrogate pair): each was replaced by U+FFFD, and the rest was stored as it is.</source>
        <translation>
            <numerusform>בשורה אחת (שורה %1) היו תווים שאף מאגר לא יכול להכיל (NUL, חצי של זוג surrogate): כל אחד מהם הוחלף ב־U+FFFD, והשאר נשמר כמות שהוא.</numerusform>
            <numerusform>ב־%n שורות, הראשונה שבהן שורה %1, היו תווים שאף מאגר לא יכול להכיל (NUL, חצי של זוג surrogate): כל אחד מהם הוחלף ב־U+FFFD, והשאר נשמר כמות שהוא.</numerusform>
        </translation>
    </message>
    <message>
        <source>Standard input cannot be read: %1. Nothing of it was recorded after that.</source>
        <translation>אי אפשר לקרוא את הקלט הסטנדרטי: %1. מאז לא הוקלט ממנו דבר.</translation>
    </message>
</context>
<context>
    <name>Resume</name>
    <message>
        <source>Ends a pause; if it was for a metered network or to save power, syncs anyway until that is over</source>
        <translation>מסיים השהיה; ברשת בתשלום או בחיסכון בחשמל: מסנכרן בכל זאת עד שהמצב חולף</translation>
    </message>
    <message>
        <source>Syncing resumes.</source>
        <translation>הסנכרון נמשך.</translation>
    </message>
</context>
<context>
    <name>SettingsCommand</name>
    <message>
        <source>Lists every setting with its value; “*” marks those that differ from the default</source>
        <translation>מציג כל הגדרה עם ערכה; “*” מסמן את מה שאינו ברירת המחדל</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>Prints the value of a setting</source>
        <translation>מדפיס את הערך של הגדרה</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>KEY</translation>
    </message>
    <message>
        <source>as one JSON object, with its default and possible values</source>
        <translation>כאובייקט JSON יחיד, עם ברירת המחדל והערכים האפשריים</translation>
    </message>
    <message>
        <source>There is no setting %1. “mimir settings list” shows them.</source>
        <translation>אין הגדרה %1. “mimir settings list” מציג אותן.</translation>
    </message>
    <message>
        <source>Changes settings; takes effect immediately, also in a running program</source>
        <translation>משנה הגדרות; בתוקף מיד, גם בתוכנה פועלת</translation>
    </message>
    <message>
        <source>KEY VALUE | KEY=VALUE…</source>
        <translation>KEY VALUE | KEY=VALUE…</translation>
    </message>
    <message>
        <source>give KEY VALUE, or KEY=VALUE as often as you like</source>
        <translation>יש לכתוב KEY VALUE, או KEY=VALUE כמה פעמים שרוצים</translation>
    </message>
    <message>
        <source>The password cannot be given here: it is asked for, or read from standard input.</source>
        <translation>הסיסמה נשאלת או נקראת מהקלט התקני; אין למסור אותה כאן.</translation>
    </message>
    <message>
        <source>Proxy password: </source>
        <translation>סיסמת הפרוקסי: </translation>
    </message>
    <message>
        <source>the password is missing</source>
        <translation>הסיסמה חסרה</translation>
    </message>
    <message>
        <source>The password was not stored, because there is no keyring. “mimir auth login --token-store file” stores secrets in a file that only you can read.</source>
        <translation>הסיסמה לא נשמרה, כי אין צרור מפתחות. “mimir auth login --token-store file” שומר סודות בקובץ שרק לך מותר לקרוא.</translation>
    </message>
    <message>
        <source>Restores the defaults of the given settings, or of all</source>
        <translation>מחזיר את ברירות המחדל של ההגדרות שצוינו, או של כולן</translation>
    </message>
    <message>
        <source>KEY… | --all</source>
        <translation>KEY… | --all</translation>
    </message>
    <message>
        <source>all settings</source>
        <translation>של כל ההגדרות</translation>
    </message>
    <message>
        <source>name settings, or use --all</source>
        <translation>יש לציין הגדרות, או --all</translation>
    </message>
    <message>
        <source>Writes all settings except passwords as JSON</source>
        <translation>כותב כל הגדרה חוץ מסיסמאות כ-JSON</translation>
    </message>
    <message>
        <source>[FILE]</source>
        <translation>[FILE]</translation>
    </message>
    <message>
        <source>Imports settings from JSON; if one value is invalid, nothing is changed</source>
        <translation>מאמץ הגדרות מ-JSON; די בערך שגוי אחד, ודבר לא משתנה</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>אי אפשר לקרוא את %1: %2</translation>
    </message>
    <message>
        <source>Nothing was changed:</source>
        <translation>דבר לא השתנה:</translation>
    </message>
</context>
<context>
    <name>SettingsTable</name>
    <message>
        <source>Wait for another network</source>
        <translation>להמתין לרשת אחרת</translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>לסנכרן בכל זאת</translation>
    </message>
    <message>
        <source>Sync always</source>
        <translation>לסנכרן תמיד</translation>
    </message>
    <message>
        <source>Pause while the battery saver is on</source>
        <translation>להשהות כשחיסכון הסוללה פועל</translation>
    </message>
    <message>
        <source>Pause while running on battery</source>
        <translation>להשהות כשפועלים על סוללה</translation>
    </message>
    <message>
        <source>System proxy</source>
        <translation>הפרוקסי של המערכת</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>ללא פרוקסי</translation>
    </message>
    <message>
        <source>Custom proxy</source>
        <translation>פרוקסי מותאם אישית</translation>
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
        <translation>שפת המערכת</translation>
    </message>
    <message>
        <source>Monochrome, to match the panel</source>
        <translation>צבע אחד, כמו הלוח</translation>
    </message>
    <message>
        <source>Coloured</source>
        <translation>צבעוני</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>רק שגיאות</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>רגיל</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>הכול</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>מרווח</translation>
    </message>
    <message>
        <source>How long changes are collected and how often new items are fetched; 0 = live</source>
        <translation>כמה זמן נאספים שינויים ובאיזו תדירות מתקבלות חדשות; 0 = מיד</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>גודל אצווה</translation>
    </message>
    <message>
        <source>Items sent in one request</source>
        <translation>פריטים שנשלחים בבקשה אחת</translation>
    </message>
    <message>
        <source>Metered networks</source>
        <translation>רשתות בתשלום</translation>
    </message>
    <message>
        <source>What to do on a network where data is charged by volume</source>
        <translation>מה לעשות ברשת שמשלמים בה לפי נפח</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>סוללה</translation>
    </message>
    <message>
        <source>What to do when this computer saves power</source>
        <translation>מה לעשות כשהמחשב הזה חוסך בחשמל</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>פרוקסי</translation>
    </message>
    <message>
        <source>How to reach the server; never used for this computer itself</source>
        <translation>הדרך אל השרת; אף פעם לא עבור המחשב הזה עצמו</translation>
    </message>
    <message>
        <source>Kind of proxy</source>
        <translation>סוג הפרוקסי</translation>
    </message>
    <message>
        <source>The protocol that the proxy speaks</source>
        <translation>הפרוטוקול של הפרוקסי</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>מארח הפרוקסי</translation>
    </message>
    <message>
        <source>Name or address of the proxy, without http:// and port</source>
        <translation>שם או כתובת של הפרוקסי, בלי http:// ובלי פורט</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>פורט הפרוקסי</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>הפורט של הפרוקסי</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>משתמש הפרוקסי</translation>
    </message>
    <message>
        <source>User name for the proxy, if it asks for one</source>
        <translation>שם משתמש לפרוקסי, אם הוא מבקש</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>סיסמת הפרוקסי</translation>
    </message>
    <message>
        <source>Stored where the sign-in is stored, never in the settings file</source>
        <translation>נשמרת במקום שבו נשמרת ההתחברות, אף פעם לא בקובץ ההגדרות</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>הפעלה בכניסה</translation>
    </message>
    <message>
        <source>Start the tray application with the desktop</source>
        <translation>הפעלת תוכנת המגש יחד עם שולחן העבודה</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>The language of windows, messages and commands</source>
        <translation>השפה של חלונות, הודעות ופקודות</translation>
    </message>
    <message>
        <source>Tray icon</source>
        <translation>סמל במגש</translation>
    </message>
    <message>
        <source>How the icon in the panel looks</source>
        <translation>איך נראה הסמל בלוח</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>התנגשויות</translation>
    </message>
    <message>
        <source>Notify when a newer change replaces one of yours</source>
        <translation>להודיע כששינוי חדש יותר החליף שינוי שלך</translation>
    </message>
    <message>
        <source>Refused items</source>
        <translation>פריטים שנדחו</translation>
    </message>
    <message>
        <source>Expired sign-in</source>
        <translation>התחברות שפג תוקפה</translation>
    </message>
    <message>
        <source>Notify when you have to sign in again</source>
        <translation>להודיע כשיש להתחבר מחדש</translation>
    </message>
    <message>
        <source>Problem on this computer</source>
        <translation>בעיה במחשב הזה</translation>
    </message>
    <message>
        <source>Messages from the server</source>
        <translation>הודעות מהשרת</translation>
    </message>
    <message>
        <source>Notify when there is news from the server</source>
        <translation>להודיע כשיש חדשות מהשרת</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>יומן</translation>
    </message>
    <message>
        <source>How much is written to mimir.log in the profile</source>
        <translation>כמה נכתב אל mimir.log שבפרופיל</translation>
    </message>
    <message>
        <source>%1 must be %2.</source>
        <translation>‏%1 חייב להיות %2.</translation>
    </message>
    <message>
        <source>%1 must be one line of at most %2 characters.</source>
        <translation>‏%1 חייב להיות שורה אחת של %2 תווים לכל היותר.</translation>
    </message>
    <message>
        <source>%1 must be a host name or an address, without http:// and port.</source>
        <translation>‏%1 חייב להיות שם מארח או כתובת, בלי http:// ובלי פורט.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>סנכרון</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>התחלה</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>מראה</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>הודעות</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>on או off</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>‏%1 עד %2</translation>
    </message>
    <message>
        <source>%1, or %2</source>
        <translation>‏%1, או %2</translation>
    </message>
    <message>
        <source>any text</source>
        <translation>כל טקסט</translation>
    </message>
    <message>
        <source>%1 is not stored in the settings.</source>
        <translation>‏%1 אינו נשמר בהגדרות.</translation>
    </message>
    <message>
        <source>A custom proxy needs proxy.host: set it together with proxy.mode, or before it.</source>
        <translation>פרוקסי מותאם אישית דורש proxy.host: יש לקבוע אותו יחד עם proxy.mode, או לפניו.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>פריטים</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>בתים</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>תרשים</translation>
    </message>
    <message>
        <source>What the bars of the last 24 hours count</source>
        <translation>מה סופרות העמודות של 24 השעות האחרונות</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>רשות אישורים</translation>
    </message>
    <message>
        <source>File with the certificates of your own authority (PEM), trusted in addition to the system&apos;s</source>
        <translation>קובץ עם אישורים של רשות משלך (PEM), שניתן בה אמון לצד אלה של המערכת</translation>
    </message>
    <message>
        <source>%1 must be an absolute path, such as /etc/ssl/company.pem.</source>
        <translation>%1 חייב להיות נתיב מוחלט, למשל /etc/ssl/company.pem.</translation>
    </message>
    <message>
        <source>%1: this file contains no certificate (PEM).</source>
        <translation>%1: אין אישור (PEM) בקובץ הזה.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>Notify when the server refuses items, or items cannot be sent</source>
        <translation>להודיע כשהשרת דחה פריטים, או כשאי אפשר לשלוח פריטים</translation>
    </message>
    <message>
        <source>Notify when the disk is full, the history or settings file is damaged, or an agent is about to delete what is not in your history</source>
        <translation>להודיע כשהדיסק מלא, כשקובץ ההיסטוריה או קובץ ההגדרות פגום, או כשסוכן עומד למחוק את מה שאינו בהיסטוריה שלך</translation>
    </message>
    <message>
        <source>Receive telemetry</source>
        <translation>קבלת טלמטריה</translation>
    </message>
    <message>
        <source>Store the decisions that agents tell of, as “mimir telemetry install” has set them up to do</source>
        <translation>שמירת ההחלטות שסוכנים מדווחים עליהן, כפי ש“mimir telemetry install” הגדירה</translation>
    </message>
    <message>
        <source>Telemetry port</source>
        <translation>פורט הטלמטריה</translation>
    </message>
    <message>
        <source>Port of this computer&apos;s own address 127.0.0.1 that agents send telemetry to</source>
        <translation>הפורט בכתובת 127.0.0.1 של המחשב הזה שסוכנים שולחים אליו טלמטריה</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>טלמטריה</translation>
    </message>
</context>
<context>
    <name>SettingsText</name>
    <message>
        <source>%1 must be %2.</source>
        <translation>‏%1 חייב להיות %2.</translation>
    </message>
    <message>
        <source>%1 The default is used.</source>
        <translation>%1 ברירת המחדל בתוקף.</translation>
    </message>
    <message>
        <source>The settings file cannot be read and was left as it is: %1</source>
        <translation>אי אפשר לקרוא את קובץ ההגדרות, והוא נשאר כפי שהוא: %1</translation>
    </message>
    <message>
        <source>There is no setting %1.</source>
        <translation>אין הגדרה %1.</translation>
    </message>
    <message>
        <source>This is not a settings file: it must be one JSON object.</source>
        <translation>זה אינו קובץ הגדרות: עליו להיות אובייקט JSON יחיד.</translation>
    </message>
    <message>
        <source>Another program is changing the settings. Try again in a moment.</source>
        <translation>תוכנה אחרת משנה כעת את ההגדרות. יש לנסות שוב עוד רגע.</translation>
    </message>
    <message>
        <source>The setting could not be saved. Check that the profile directory is writable.</source>
        <translation>לא ניתן היה לשמור את ההגדרה. יש לבדוק שאפשר לכתוב לתיקיית הפרופיל.</translation>
    </message>
    <message>
        <source>The setting could not be saved: %1.</source>
        <translation>לא ניתן היה לשמור את ההגדרה: %1.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>you</source>
        <translation>אותך</translation>
    </message>
    <message>
        <source>a teammate</source>
        <translation>חבר צוות</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>“%1” is shared by %2.</source>
        <translation>“%1” משותפת על ידי %2.</translation>
    </message>
    <message>
        <source>“%1” is not shared: it is yours alone, on your devices.</source>
        <translation>“%1” אינה משותפת: היא שלך בלבד, במכשירים שלך.</translation>
    </message>
    <message>
        <source>“%1” will be shared as soon as you sign in to a team.</source>
        <translation>“%1” תשותף. השיתוף יתחיל לאחר התחברות לצוות.</translation>
    </message>
    <message>
        <source>“%1” will be shared as soon as you send what privacy mode holds here.</source>
        <translation>“%1” תשותף. השיתוף יתחיל לאחר שליחת מה שמצב הפרטיות מעכב כאן.</translation>
    </message>
    <message>
        <source>“%1” is marked as shared, but a privacy rule keeps it on this device: no one else sees it.</source>
        <translation>“%1” אמורה להיות משותפת, אך כלל פרטיות משאיר אותה במכשיר הזה: איש אחר אינו רואה אותה.</translation>
    </message>
    <message>
        <source>You share “%1” with the team %2: everyone in it can read it, and only you can change it.</source>
        <translation>“%1” משותפת על ידך עם הצוות %2: כל חבריו יכולים לקרוא אותה, ורק לך אפשר לשנות אותה.</translation>
    </message>
    <message>
        <source>“%1” belongs to another account: sign in with it to share it or to stop sharing it.</source>
        <translation>“%1” שייכת לחשבון אחר: כדי לשתף אותה או להפסיק לשתף אותה יש להתחבר אליו.</translation>
    </message>
    <message>
        <source>“%1” belongs to %2: sign in with that account to share it or to stop sharing it.</source>
        <translation>“%1” שייכת ל־%2: כדי לשתף אותה או להפסיק לשתף אותה יש להתחבר לחשבון הזה.</translation>
    </message>
    <message>
        <source>“%1” is shared by %2, and only they can change that.</source>
        <translation>“%1” משותפת על ידי %2, ורק הוא יכול לשנות זאת.</translation>
    </message>
    <message>
        <source>you, when signed in</source>
        <translation>אותך, אחרי ההתחברות</translation>
    </message>
    <message>
        <source>you, when sent</source>
        <translation>אותך, אחרי השליחה</translation>
    </message>
    <message>
        <source>no one: kept here</source>
        <translation>אף אחד: נשאר כאן</translation>
    </message>
    <message>
        <source>“%1” will be shared with the team %2 when this change is sent: then everyone in it can read it, and only you can change it.</source>
        <translation>“%1” תשותף עם הצוות %2 כששינוי זה יישלח: אז כל חבריו יוכלו לקרוא אותה, ורק אתם תוכלו לשנות אותה.</translation>
    </message>
    <message>
        <source>“%1” is marked as shared, but the server refused that: no one else sees it.</source>
        <translation>“%1” מסומנת כמשותפת, אך השרת סירב לכך: אף אחד אחר אינו רואה אותה.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but privacy mode holds that change here: until you send it, the team %2 may still read it.</source>
        <translation>הפסקתם לשתף את “%1”, אך מצב הפרטיות מעכב את השינוי כאן: עד שתשלחו אותו, ייתכן שהצוות %2 עדיין יכול לקרוא אותה.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but what you change in it is not sent, so that the team %2 may still read it. Remove it from the server to end that: it stays on this device.</source>
        <translation>הפסקתם לשתף את “%1”, אך מה שאתם משנים בה אינו נשלח, ולכן ייתכן שהצוות %2 עדיין יכול לקרוא אותה. הסירו אותה מהשרת כדי לסיים זאת: במכשיר זה היא נשארת.</translation>
    </message>
    <message>
        <source>You stopped sharing “%1”, but the server refused that, so that the team %2 may still read it.</source>
        <translation>הפסקתם לשתף את “%1”, אך השרת סירב לכך, ולכן ייתכן שהצוות %2 עדיין יכול לקרוא אותה.</translation>
    </message>
    <message>
        <source>“%1” is no longer shared when this change is sent. Until then, the team %2 may still read it.</source>
        <translation>“%1” לא תהיה משותפת עוד כששינוי זה יישלח. עד אז, ייתכן שהצוות %2 עדיין יכול לקרוא אותה.</translation>
    </message>
    <message>
        <source>no one: refused</source>
        <translation>אף אחד: נדחתה</translation>
    </message>
</context>
<context>
    <name>SignOutText</name>
    <message numerus="yes">
        <source>%n item(s) exist only on this device: removing the history here destroys them.</source>
        <translation>
            <numerusform>פריט אחד קיים רק במכשיר הזה: מחיקת ההיסטוריה כאן תשמיד אותו.</numerusform>
            <numerusform>%n פריטים קיימים רק במכשיר הזה: מחיקת ההיסטוריה כאן תשמיד אותם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are complete only on this device: the rest of them was withheld from the server.</source>
        <translation>
            <numerusform>פריט אחד שלם רק במכשיר הזה: שאר תוכנו לא נשלח לשרת.</numerusform>
            <numerusform>%n פריטים שלמים רק במכשיר הזה: שאר תוכנם לא נשלח לשרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied here and were put aside; the server has them.</source>
        <translation>
            <numerusform>אי אפשר היה להחיל כאן פריט אחד מהשרת והוא הונח בצד; הוא נמצא בשרת.</numerusform>
            <numerusform>אי אפשר היה להחיל כאן %n פריטים מהשרת והם הונחו בצד; הם נמצאים בשרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything here is on the server too.</source>
        <translation>כל מה שכאן נמצא גם בשרת.</translation>
    </message>
    <message>
        <source>This device is signed out, but its sign-in could not be removed from where it is stored. Remove it in your keyring program, or end it from another device, in the list of devices.</source>
        <translation>המכשיר הזה מנותק, אך אי אפשר היה להסיר את ההתחברות מהמקום שבו היא נשמרת. יש להסיר אותה בתוכנה של צרור המפתחות, או לסיים אותה ממכשיר אחר, ברשימת המכשירים.</translation>
    </message>
    <message>
        <source>This device is signed out, but its sign-in could not be removed from tokens.json in the profile&apos;s directory (%1). Remove that file, or end the sign-in from another device, in the list of devices.</source>
        <translation>המכשיר הזה מנותק, אבל לא היה אפשר להסיר את ההתחברות שלו מהקובץ tokens.json שבתיקיית הפרופיל (%1). יש להסיר את הקובץ הזה, או לסיים את ההתחברות ממכשיר אחר, ברשימת המכשירים.</translation>
    </message>
    <message>
        <source>The disk is full, so that the sign-out could not be noted: this device is still signed in, and nothing was changed. Make space, then sign out again.</source>
        <translation>הדיסק מלא, ולכן לא היה אפשר לרשום את ההתנתקות: המכשיר הזה עדיין מחובר, ודבר לא השתנה. יש לפנות מקום ואז להתנתק שוב.</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>followed</source>
        <translation>במעקב</translation>
    </message>
    <message>
        <source>off</source>
        <translation>כבוי</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>לא במעקב</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s), all of them read</source>
        <translation>
            <numerusform>תמליל אחד, נקרא</numerusform>
            <numerusform>%n תמלילים, כולם נקראו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s), %1 of them (%2) still to be read</source>
        <translation>
            <numerusform>תמליל אחד, מתוכו %1 (%2) עוד לא נקרא</numerusform>
            <numerusform>%n תמלילים, מתוכם %1 (%2) עוד לא נקראו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n transcript(s) that are not in your history.</source>
        <translation>
            <numerusform>%1 מוחק מה שלא השתנה %2 ימים (%3). בתוך שבוע הוא ימחק תמליל אחד שאינו בהיסטוריה שלך.</numerusform>
            <numerusform>%1 מוחק מה שלא השתנה %2 ימים (%3). בתוך שבוע הוא ימחק %n תמלילים שאינם בהיסטוריה שלך.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the first is %1: %2</source>
        <translation>
            <numerusform>לא היה אפשר לקרוא תמליל אחד, %1: %2</numerusform>
            <numerusform>לא היה אפשר לקרוא %n תמלילים; הראשון הוא %1: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>הוא כבר לא שם</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>זה אינו קובץ</translation>
    </message>
    <message>
        <source>it cannot be opened; check who may read it</source>
        <translation>אי אפשר לפתוח אותו; כדאי לבדוק למי מותר לקרוא אותו</translation>
    </message>
    <message>
        <source>it is not a database, or is damaged</source>
        <translation>זה אינו מסד נתונים, או שהוא פגום</translation>
    </message>
    <message>
        <source>another program was using it; it is tried again at the next look</source>
        <translation>תוכנה אחרת השתמשה בו; ייעשה ניסיון נוסף בבדיקה הבאה</translation>
    </message>
    <message>
        <source>it cannot be read without writing beside it, which Mimir Sync does not do</source>
        <translation>אי אפשר לקרוא אותו בלי לכתוב לצידו, ו־Mimir Sync לא עושה זאת</translation>
    </message>
    <message>
        <source>it is too large, or takes too long to read</source>
        <translation>הוא גדול מדי, או שקריאתו נמשכת זמן רב מדי</translation>
    </message>
</context>
<context>
    <name>SourcesCoverage</name>
    <message>
        <source>Shows which agents&apos; histories your devices have followed, from when to when, and whether these histories say what was allowed</source>
        <translation>מציג אחר אילו היסטוריות של סוכנים עקבו המכשירים שלך, ממתי ועד מתי, והאם כתוב בהן מה הותר</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>הדפסת JSON, אובייקט אחד בכל שורה</translation>
    </message>
    <message>
        <source>No device has followed an agent&apos;s history yet. “mimir sources enable AGENT” begins to.</source>
        <translation>אף מכשיר עוד לא עקב אחר היסטוריה של סוכן. ⁨mimir sources enable AGENT⁩ מתחיל בכך.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>מכשיר</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מ־</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>עד</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>החלטות</translation>
    </message>
    <message>
        <source>Lacks</source>
        <translation>חסר</translation>
    </message>
    <message>
        <source>%1 (ended)</source>
        <translation>%1 (הסתיים)</translation>
    </message>
</context>
<context>
    <name>SourcesDisable</name>
    <message>
        <source>No longer follows an agent&apos;s history; what was read stays</source>
        <translation>מפסיק לעקוב אחר ההיסטוריה של סוכן; מה שנקרא נשאר</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>%1 is not followed there. Nothing was changed.</source>
        <translation>%1 אינו במעקב שם. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 is no longer followed in %2. What was read stays in the history.</source>
        <translation>%1 אינו עוד במעקב ב־%2. מה שנקרא נשאר בהיסטוריה.</translation>
    </message>
</context>
<context>
    <name>SourcesEnable</name>
    <message>
        <source>Follows an agent&apos;s history: what it writes is added to yours from now on</source>
        <translation>עוקב אחר ההיסטוריה של סוכן: מה שהוא כותב מתווסף מעתה לשלך</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>WHEN</source>
        <translation>מתי</translation>
    </message>
    <message>
        <source>leave alone what was last written before: 2026-08-01, yesterday, 7d, 4w (ago)</source>
        <translation>להתעלם ממה שנכתב לאחרונה לפני: 2026-08-01, yesterday, 7d, 4w (אחורה)</translation>
    </message>
    <message>
        <source>%1 is not a point in time: use 2026-08-01, yesterday, 7d or 4w.</source>
        <translation>%1 אינו נקודת זמן: יש להשתמש ב־2026-08-01, yesterday, 7d או 4w.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Nothing was changed.</source>
        <translation>%1 אינה תיקייה. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>%1 is followed in %2.</source>
        <translation>%1 במעקב ב־%2.</translation>
    </message>
    <message>
        <source>%1 is followed in %2, which is not there yet.</source>
        <translation>%1 במעקב ב־%2, שעדיין אינה קיימת.</translation>
    </message>
    <message>
        <source>Mimir Sync is running and reads it now.</source>
        <translation>Mimir Sync פועל וקורא אותה עכשיו.</translation>
    </message>
    <message>
        <source>It is read while Mimir Sync or “mimir sync run” runs, or by “mimir sources scan %1”.</source>
        <translation>היא נקראת כש־Mimir Sync או „mimir sync run” פועל, או באמצעות „mimir sources scan %1”.</translation>
    </message>
</context>
<context>
    <name>SourcesList</name>
    <message>
        <source>Lists the agents whose history is found on this computer</source>
        <translation>מציגה את הסוכנים שההיסטוריה שלהם נמצאה במחשב הזה</translation>
    </message>
    <message>
        <source>No history of an agent that Mimir Sync can read was found.</source>
        <translation>לא נמצאה היסטוריה של סוכן ש-Mimir Sync יכול לקרוא.</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>פלט JSON, אובייקט אחד בשורה</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>תמלילים</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>נכתב לאחרונה</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>%1 “mimir sources scan %2” adds them.</source>
        <translation>%1 „mimir sources scan %2” מוסיף אותם.</translation>
    </message>
</context>
<context>
    <name>SourcesScan</name>
    <message>
        <source>Adds what an agent has written since the last time to the history</source>
        <translation>מוסיפה להיסטוריה את מה שסוכן כתב מאז הפעם הקודמת</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>read this folder instead of the agent&apos;s usual ones</source>
        <translation>קריאת התיקייה הזאת במקום התיקיות הרגילות של הסוכן</translation>
    </message>
    <message>
        <source>There is no agent %1: “mimir sources list” names those that are found.</source>
        <translation>אין סוכן %1: „mimir sources list” מציגה את אלה שנמצאו.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Nothing was read.</source>
        <translation>%1 אינו תיקייה. דבר לא נקרא.</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 מתוך %2 MB</translation>
    </message>
    <message>
        <source>%1 was not read: %2</source>
        <translation>%1 לא נקרא: %2</translation>
    </message>
    <message>
        <source>%1 of %2 transcripts had something new: %3 new, %4 changed.</source>
        <translation>ב-%1 מתוך %2 תמלילים היה משהו חדש: %3 חדשים, %4 השתנו.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read and were passed over.</source>
        <translation>
            <numerusform>לא היה אפשר לקרוא שורה אחת, והיא דולגה.</numerusform>
            <numerusform>לא היה אפשר לקרוא %n שורות, והן דולגו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were deleted here earlier and stay deleted.</source>
        <translation>
            <numerusform>פריט אחד נמחק כאן בעבר ונשאר מחוק.</numerusform>
            <numerusform>%n פריטים נמחקו כאן בעבר ונשארים מחוקים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were not stored, the first because: %1</source>
        <translation>
            <numerusform>פריט אחד לא נשמר, כי: %1</numerusform>
            <numerusform>%n פריטים לא נשמרו, הראשון כי: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no transcript of %1 in %2. It usually keeps them in %3.</source>
        <translation>אין תמליל של %1 ב־%2. בדרך כלל הם נשמרים ב־%3.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of what agents told by hooks.</source>
        <translation>
            <numerusform>רשומה אחת ממה שסוכנים דיווחו באמצעות hooks.</numerusform>
            <numerusform>%n רשומות ממה שסוכנים דיווחו באמצעות hooks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of hooks could not be read and were passed over.</source>
        <translation>
            <numerusform>שורה אחת של hooks לא הייתה ניתנת לקריאה ודולגה.</numerusform>
            <numerusform>%n שורות של hooks לא היו ניתנות לקריאה ודולגו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Say which agent: %1.</source>
        <translation>יש לציין איזה סוכן: %1.</translation>
    </message>
</context>
<context>
    <name>SourcesStatus</name>
    <message>
        <source>Shows how far the agents&apos; histories are in yours, and what could not be read</source>
        <translation>מציג כמה מההיסטוריות של הסוכנים כבר בשלך, ומה לא היה אפשר לקרוא</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>פלט JSON, אובייקט אחד בשורה</translation>
    </message>
    <message>
        <source>No agent&apos;s history is followed. “mimir sources list” names those that are found, and “mimir sources enable AGENT” follows one.</source>
        <translation>אין היסטוריה של סוכן במעקב. „mimir sources list” מציגה את אלה שנמצאו, ו„mimir sources enable AGENT” עוקב אחר אחת.</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 ב־%2: %3</translation>
    </message>
    <message>
        <source>  What was last written before %1 is left alone</source>
        <translation>  מה שנכתב לאחרונה לפני %1 אינו נקרא</translation>
    </message>
    <message>
        <source>  Followed since %1, looked at last %2</source>
        <translation>  במעקב מאז %1, נבדק לאחרונה %2</translation>
    </message>
    <message>
        <source>  Followed since %1; its first reading is not finished, and goes on while Mimir Sync or “mimir sync run” runs</source>
        <translation>  במעקב מאז %1; הקריאה הראשונה לא הסתיימה, והיא נמשכת כש־Mimir Sync או „mimir sync run” פועל</translation>
    </message>
    <message>
        <source>  Records that this version does not know: %1</source>
        <translation>  רשומות שהגרסה הזאת אינה מכירה: %1</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Nothing is waiting to be sent.</source>
        <translation>דבר אינו ממתין לשליחה.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are safe on this device and will be sent.</source>
        <translation>
            <numerusform>שינוי אחד בטוח במכשיר הזה ויישלח.</numerusform>
            <numerusform>%n שינויים בטוחים במכשיר הזה ויישלחו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your sign-in has expired. Sign in again; until then, everything stays safe on this device.</source>
        <translation>תוקף ההתחברות שלך פג. יש להתחבר מחדש; עד אז הכול נשאר בטוח במכשיר הזה.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused by the server and stay on this device. Review them and try again.</source>
        <translation>
            <numerusform>פריט אחד נדחה על ידי השרת ונשאר במכשיר הזה. כדאי לבדוק אותו ולנסות שוב.</numerusform>
            <numerusform>%n פריטים נדחו על ידי השרת ונשארים במכשיר הזה. כדאי לבדוק אותם ולנסות שוב.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.</source>
        <translation>
            <numerusform>פריט אחד מהשרת לא ניתן היה להחיל, והוא הונח בצד. יש להריץ “mimir doctor”.</numerusform>
            <numerusform>%n פריטים מהשרת לא ניתן היה להחיל, והם הונחו בצד. יש להריץ “mimir doctor”.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server is busy. </source>
        <translation>השרת עמוס. </translation>
    </message>
    <message>
        <source>Paused on a metered network. </source>
        <translation>מושהה ברשת בתשלום. </translation>
    </message>
    <message>
        <source>Paused to save the battery. </source>
        <translation>מושהה כדי לחסוך בסוללה. </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are safe on this device.</source>
        <translation>
            <numerusform>שינוי אחד בטוח במכשיר הזה.</numerusform>
            <numerusform>%n שינויים בטוחים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source> Resume to sync anyway.</source>
        <translation> ‏“המשך” מסנכרן בכל זאת.</translation>
    </message>
    <message>
        <source>Paused until you resume. </source>
        <translation>מושהה עד להמשך. </translation>
    </message>
    <message>
        <source>Paused until %1. </source>
        <translation>מושהה עד %1. </translation>
    </message>
    <message numerus="yes">
        <source>Privacy mode is on: nothing leaves this device. %n item(s) recorded since then are held.</source>
        <translation>
            <numerusform>מצב הפרטיות פועל: דבר לא יוצא מהמכשיר הזה. פריט אחד שהוקלט מאז מעוכב.</numerusform>
            <numerusform>מצב הפרטיות פועל: דבר לא יוצא מהמכשיר הזה. %n פריטים שהוקלטו מאז מעוכבים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device.</source>
        <translation>מצב הפרטיות פועל: דבר לא יוצא מהמכשיר הזה.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held here until you choose to send or keep them.</source>
        <translation>
            <numerusform>פריט אחד שהוקלט במצב פרטיות מעוכב כאן עד לבחירתך אם לשלוח אותו או להשאיר אותו.</numerusform>
            <numerusform>%n פריטים שהוקלטו במצב פרטיות מעוכבים כאן עד לבחירתך אם לשלוח אותם או להשאיר אותם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>מנותק</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>דורש תשומת לב</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>התנגשות</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>מסנכרן</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>ממתין</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>לא מקוון</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהה</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>פרטי</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>מסונכרן</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>במכשיר הזה בלבד</translation>
    </message>
    <message>
        <source>Signed out. New work is recorded here and sent after you sign in.</source>
        <translation>מנותק. עבודה חדשה מוקלטת כאן ותישלח אחרי ההתחברות.</translation>
    </message>
    <message>
        <source>Syncing %1 of %2</source>
        <translation>מסנכרן %1 מתוך %2</translation>
    </message>
    <message>
        <source>Sign in to the network first: its sign-in page answers in place of your server. </source>
        <translation>יש להתחבר קודם לרשת: דף ההתחברות שלה עונה במקום השרת שלך. </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device and will be sent when the network is back.</source>
        <translation>
            <numerusform>לא מקוון – שינוי אחד בטוח במכשיר הזה ויישלח כשהרשת תחזור.</numerusform>
            <numerusform>לא מקוון – %n שינויים בטוחים במכשיר הזה ויישלחו כשהרשת תחזור.</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline – nothing is waiting to be sent; new items are fetched when the network is back.</source>
        <translation>לא מקוון – דבר אינו ממתין לשליחה; חדשות יתקבלו כשהרשת תחזור.</translation>
    </message>
    <message>
        <source>Everything is synced.</source>
        <translation>הכול מסונכרן.</translation>
    </message>
    <message>
        <source>History is kept on this device only. Sign in to sync it with your other devices.</source>
        <translation>ההיסטוריה נשמרת במכשיר הזה בלבד. יש להתחבר כדי לסנכרן אותה עם המכשירים האחרים שלך.</translation>
    </message>
    <message>
        <source>The data is not valid. Nothing was stored.</source>
        <translation>הנתונים אינם תקינים. דבר לא נשמר.</translation>
    </message>
    <message>
        <source>The item is larger than 8 MiB. It was not stored.</source>
        <translation>הפריט גדול מ-8 MiB. הוא לא נשמר.</translation>
    </message>
    <message>
        <source>Audit entries are never changed or deleted. Nothing was changed.</source>
        <translation>רשומות ביקורת אינן משתנות ואינן נמחקות לעולם. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Not found.</source>
        <translation>זה לא נמצא.</translation>
    </message>
    <message>
        <source>It was deleted earlier, and a deleted item cannot come back under the same id.</source>
        <translation>זה נמחק בעבר, ופריטים שנמחקו אינם חוזרים עם אותו מזהה.</translation>
    </message>
    <message>
        <source>The history file was written by a newer version of Mimir Sync and was left untouched. Install the newer version.</source>
        <translation>קובץ ההיסטוריה נכתב על ידי גרסה חדשה יותר של Mimir Sync. לא נגענו בו: יש להתקין את הגרסה החדשה.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing that was saved is lost, but nothing new can be recorded: free up some space.</source>
        <translation>הדיסק מלא. דבר ממה שנשמר לא אבד, אבל אי אפשר להקליט דבר חדש: יש לפנות מקום.</translation>
    </message>
    <message>
        <source>Another program is using the history file, so nothing was changed. Try again in a moment; if this goes on, end that program.</source>
        <translation>תוכנה אחרת משתמשת בקובץ ההיסטוריה, ולכן דבר לא השתנה. יש לנסות שוב עוד רגע; אם זה נמשך, יש לסיים את התוכנה ההיא.</translation>
    </message>
    <message>
        <source>The history file could not be used. Nothing was changed, and nothing was sent.</source>
        <translation>לא ניתן היה להשתמש בקובץ ההיסטוריה. דבר לא השתנה ודבר לא נשלח.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Your data is safe on this device.</source>
        <translation>אי אפשר להגיע לשרת. הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Your data is safe on this device.</source>
        <translation>השרת לא ענה בזמן. הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>Something answered, but it is not a Mimir Teams server. Check the address, or sign in to the network.</source>
        <translation>משהו ענה, אבל זה אינו שרת Mimir Teams: יש לבדוק את הכתובת, או להתחבר לרשת.</translation>
    </message>
    <message>
        <source>The server is busy. Your data is safe on this device and will be tried again.</source>
        <translation>השרת עמוס. הנתונים שלך בטוחים במכשיר הזה ויישלחו בניסיון נוסף.</translation>
    </message>
    <message>
        <source>The address is not encrypted (http). Nothing was sent: use https.</source>
        <translation>הכתובת אינה מוצפנת (http). דבר לא נשלח: יש להשתמש ב-https.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>כתובת הדוא״ל או הסיסמה שגויה.</translation>
    </message>
    <message>
        <source>The server does not allow this for your account.</source>
        <translation>השרת אינו מתיר זאת לחשבון שלך.</translation>
    </message>
    <message>
        <source>You are not signed in. Your data is safe on this device.</source>
        <translation>אין התחברות. הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>The server&apos;s history differs from the one on this device. This is being resolved.</source>
        <translation>ההיסטוריה בשרת שונה מזו שבמכשיר הזה. העניין נמצא בטיפול.</translation>
    </message>
    <message>
        <source>The server refused the request. The items stay on this device.</source>
        <translation>השרת דחה את הבקשה. הפריטים נשארים במכשיר הזה.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing is lost.</source>
        <translation>הפעולה בוטלה. דבר לא אבד.</translation>
    </message>
    <message>
        <source>Another process is syncing this profile.</source>
        <translation>תהליך אחר מסנכרן את הפרופיל הזה.</translation>
    </message>
    <message>
        <source>The proxy cannot be used: check its address, user and password. Your data is safe on this device.</source>
        <translation>אי אפשר להשתמש בפרוקסי: יש לבדוק את הכתובת, המשתמש והסיסמה שלו. הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>The command was not understood.</source>
        <translation>הפקודה לא הובנה.</translation>
    </message>
    <message>
        <source>Something went wrong. Your data is safe on this device.</source>
        <translation>משהו השתבש. הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>This device was removed from your account, so it no longer syncs. Everything stays here; sign in again to resume syncing.</source>
        <translation>המכשיר הזה הוסר מהחשבון שלך, ולכן אינו מסתנכרן עוד. הכול נשאר כאן; יש להתחבר מחדש כדי לחדש את הסנכרון.</translation>
    </message>
    <message>
        <source>The server says it is not valid.</source>
        <translation>השרת אומר שהוא אינו תקין.</translation>
    </message>
    <message>
        <source>The server has a different version, which cannot be changed.</source>
        <translation>בשרת יש גרסה אחרת, שאי אפשר לשנות.</translation>
    </message>
    <message>
        <source>Your account is not allowed to change this in the team.</source>
        <translation>החשבון שלך אינו רשאי לשנות את זה בצוות.</translation>
    </message>
    <message>
        <source>It belongs to someone else in the team, and only they can change it.</source>
        <translation>הוא שייך למישהו אחר בצוות, שרק הוא רשאי לשנות אותו.</translation>
    </message>
    <message>
        <source>You can only read in this team. If you need to write, ask its admin, then try again.</source>
        <translation>מותר לך רק לקרוא בצוות הזה. אם יש צורך לכתוב, יש לפנות למנהל הצוות ואז לנסות שוב.</translation>
    </message>
    <message>
        <source>Its conversation is not on the server.</source>
        <translation>אין בשרת את השיחה שלו.</translation>
    </message>
    <message>
        <source>The team has used up its space on the server.</source>
        <translation>המקום של הצוות בשרת נוצל במלואו.</translation>
    </message>
    <message>
        <source>The server gave no reason.</source>
        <translation>השרת לא ציין סיבה.</translation>
    </message>
    <message>
        <source>The server answered: %1</source>
        <translation>תשובת השרת: %1</translation>
    </message>
    <message>
        <source>Your organisation does not allow privacy mode. It stays on, and nothing leaves this device, until you turn it off; after that, you cannot turn it on again.</source>
        <translation>הארגון אינו מאפשר מצב פרטיות. הוא נשאר פעיל, ודבר אינו יוצא ממכשיר זה, עד לכיבויו; לאחר מכן אין אפשרות להפעילו שוב.</translation>
    </message>
    <message>
        <source>Your organisation does not allow privacy mode, so you cannot turn it on. What you record is sent to your server.</source>
        <translation>הארגון אינו מאפשר מצב פרטיות, ולכן אין אפשרות להפעילו: מה שמוקלט נשלח לשרת.</translation>
    </message>
    <message>
        <source>The server will accept some of it only later. </source>
        <translation>השרת יקבל חלק מזה רק מאוחר יותר. </translation>
    </message>
    <message>
        <source>Nothing is waiting to be sent, but not everything has been fetched from the server yet.</source>
        <translation>דבר אינו ממתין לשליחה, אבל עדיין לא הכול התקבל מהשרת.</translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n change(s) are safe on this device.</source>
        <translation>
            <numerusform>לא מקוון – שינוי אחד בטוח במכשיר הזה.</numerusform>
            <numerusform>לא מקוון – %n שינויים בטוחים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out. New work is recorded here.</source>
        <translation>לא מחובר. עבודה חדשה מוקלטת כאן.</translation>
    </message>
    <message numerus="yes">
        <source>Fetching new items: %n so far</source>
        <translation>
            <numerusform>הבאת מה שחדש: פריט אחד עד כה</numerusform>
            <numerusform>הבאת מה שחדש: %n פריטים עד כה</numerusform>
        </translation>
    </message>
    <message>
        <source>The server could not store it.</source>
        <translation>השרת לא הצליח לשמור את זה.</translation>
    </message>
    <message>
        <source>Setup is not finished: nothing leaves this device until it is.</source>
        <translation>ההגדרה הראשונית לא הושלמה: עד אז דבר לא יוצא מהמכשיר הזה.</translation>
    </message>
    <message>
        <source>The server refused it even when sent on its own, and gave no reason.</source>
        <translation>השרת דחה אותו גם כשנשלח לבדו, ולא ציין סיבה.</translation>
    </message>
    <message>
        <source>The file with your sign-in cannot be read: sign in again. </source>
        <translation>אי אפשר לקרוא את הקובץ עם ההתחברות: יש להתחבר שוב. </translation>
    </message>
    <message>
        <source>The keyring is locked or not responding, so your sign-in cannot be read: unlock it and choose “Sync now”, or sign in again. </source>
        <translation>צרור המפתחות נעול או אינו עונה, ולכן אי אפשר לקרוא את ההתחברות: יש לפתוח אותו ולבחור “סנכרון עכשיו”, או להתחבר שוב. </translation>
    </message>
    <message>
        <source>The keyring, or the file that holds your sign-in, cannot be used right now. Unlock the keyring and try again; your data is safe on this device.</source>
        <translation>צרור המפתחות, או הקובץ ששומר את ההתחברות, אינו זמין כעת. יש לפתוח את צרור המפתחות ולנסות שוב; הנתונים בטוחים במכשיר הזה.</translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in %1: %n change(s) for it stay on this device and will be sent if you join it again.</source>
        <translation>
            <numerusform>החברות ב־%1 הסתיימה: שינוי %n עבורו נשאר במכשיר זה, ויישלח עם החזרה אליו.</numerusform>
            <numerusform>החברות ב־%1 הסתיימה: %n שינויים עבורו נשארים במכשיר זה, ויישלחו עם החזרה אליו.</numerusform>
        </translation>
    </message>
    <message>
        <source>You are no longer in %1, so nothing is synced with it. Everything here stays on this device, and syncing resumes automatically if you join it again.</source>
        <translation>החברות ב־%1 הסתיימה: דבר אינו מסונכרן איתו. מה שנמצא כאן נשאר במכשיר זה, והסנכרון יימשך מעצמו עם החזרה אליו.</translation>
    </message>
    <message>
        <source>There were too many requests to the server from here. </source>
        <translation>השרת קיבל מכאן יותר מדי בקשות. </translation>
    </message>
    <message>
        <source>The server&apos;s disk is full; tell its administrator. </source>
        <translation>הדיסק של השרת מלא; כדאי להודיע למנהל השרת. </translation>
    </message>
    <message>
        <source>The connection was too slow for the server. </source>
        <translation>החיבור היה איטי מדי עבור השרת. </translation>
    </message>
    <message>
        <source>The server had an internal error. </source>
        <translation>אירעה שגיאה פנימית בשרת. </translation>
    </message>
    <message>
        <source>The server refused the request. </source>
        <translation>השרת דחה את הבקשה. </translation>
    </message>
    <message>
        <source>Another program is using the history file. </source>
        <translation>תוכנית אחרת משתמשת בקובץ ההיסטוריה. </translation>
    </message>
    <message>
        <source>The server was last heard from at %1, and nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. </source>
        <translation>השרת ענה לאחרונה ב־%1, ושום דבר כאן לא שואל אותו עכשיו: יש להפעיל את Mimir Sync, או להריץ “mimir sync now”. </translation>
    </message>
    <message>
        <source>Nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. </source>
        <translation>שום דבר כאן לא שואל את השרת עכשיו: יש להפעיל את Mimir Sync, או להריץ “mimir sync now”. </translation>
    </message>
    <message>
        <source>The server was last heard from at %1 and is being contacted again. </source>
        <translation>השרת ענה לאחרונה ב־%1 ונשאל שוב. </translation>
    </message>
    <message>
        <source>The server has not been contacted yet. </source>
        <translation>השרת עוד לא נשאל. </translation>
    </message>
    <message>
        <source>Waiting for the keyring that holds your sign-in: it is not running yet. Syncing resumes automatically once it is, or when you sign in again. </source>
        <translation>ממתינים לצרור המפתחות שבו ההתחברות שלך: הוא עדיין אינו פועל. הסנכרון יימשך מעצמו כשיפעל, או אחרי התחברות מחדש. </translation>
    </message>
    <message>
        <source>The server did not answer in time. </source>
        <translation>השרת לא ענה בזמן. </translation>
    </message>
    <message>
        <source>There were too many attempts in a short time, so the server accepts no more for a while. Wait a few minutes and try again; your data is safe on this device.</source>
        <translation>היו יותר מדי ניסיונות בזמן קצר, ולכן השרת לא מקבל ניסיונות לזמן מה. יש להמתין כמה דקות ולנסות שוב; הנתונים בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full, so it accepted nothing. Your data is safe on this device and will be sent when there is space: tell the server&apos;s administrator.</source>
        <translation>הדיסק של השרת מלא, ולכן הוא לא קיבל דבר. הנתונים שלך בטוחים במכשיר הזה ויישלחו כשיהיה מקום: כדאי להודיע למנהל השרת.</translation>
    </message>
    <message>
        <source>The connection was too slow, so the server stopped waiting for the request. Your data is safe on this device and will be tried again.</source>
        <translation>החיבור היה איטי מדי: השרת הפסיק לחכות לבקשה. הנתונים בטוחים במכשיר הזה, ויהיה ניסיון נוסף.</translation>
    </message>
    <message>
        <source>The server had an internal error. Your data is safe on this device and will be tried again; the server&apos;s log says more.</source>
        <translation>אירעה שגיאה פנימית בשרת. הנתונים שלך בטוחים במכשיר הזה וייעשה ניסיון נוסף; פרטים נוספים ביומן של השרת.</translation>
    </message>
    <message>
        <source>The program that syncs this profile is not responding. Your data is safe on this device: wait for that program, or end it, and try again.</source>
        <translation>התוכנית שמסנכרנת את הפרופיל הזה לא עונה. הנתונים בטוחים במכשיר הזה: יש לתת לתוכנית להמשיך, או לסיים אותה, ולנסות שוב.</translation>
    </message>
    <message>
        <source>The profile is on a file system without locks, as on some network drives. Two programs could sync it at the same time, so none does. Your data is safe; move the profile to a local disk.</source>
        <translation>הפרופיל נמצא במערכת קבצים בלי נעילות, כמו כמה כונני רשת: שתי תוכניות היו יכולות לסנכרן אותו בבת אחת, ולכן אף אחת לא מסנכרנת. הנתונים בטוחים; יש להעביר את הפרופיל לדיסק מקומי.</translation>
    </message>
    <message>
        <source>The file system that holds the profile cannot lock it, as on a network drive whose lock service is not running, so nothing is synced. Your data is safe; have the lock service started, or move the profile to a local disk.</source>
        <translation>מערכת הקבצים של הפרופיל לא נותנת נעילה, כמו כונן רשת ששירות הנעילה שלו לא פועל: דבר לא מסונכרן. הנתונים בטוחים; יש לדאוג להפעלת שירות הנעילה, או להעביר את הפרופיל לדיסק מקומי.</translation>
    </message>
    <message>
        <source>Locking the profile was interrupted every time. Nothing was changed: try again.</source>
        <translation>נעילת הפרופיל נקטעה בכל פעם. דבר לא השתנה: יש לנסות שוב.</translation>
    </message>
    <message>
        <source>The history file was replaced by another file while it was in use. Nothing more is written to or sent from the old one: restart the program to use the new one.</source>
        <translation>קובץ ההיסטוריה הוחלף בקובץ אחר בזמן שהיה בשימוש. דבר לא נכתב עוד לישן ולא נשלח ממנו: יש להפעיל את התוכנה מחדש כדי להשתמש בחדש.</translation>
    </message>
    <message>
        <source>The keyring that holds your sign-in is not running. Start it, or sign in again; your data is safe on this device.</source>
        <translation>צרור המפתחות שההתחברות שמורה בו לא פועל. יש להפעיל אותו, או להתחבר מחדש; הנתונים בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>This profile is a copy of another one and does not use its sign-in, so sign in here as well. New work is recorded here and sent after you sign in.</source>
        <translation>פרופיל זה הוא עותק של פרופיל אחר, ואינו משתמש בהתחברות שלו: יש להתחבר גם כאן. עבודה חדשה מוקלטת כאן ונשלחת לאחר ההתחברות.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of another account stay on this device until it signs in here again.</source>
        <translation>
            <numerusform>שינוי %n של חשבון אחר נשאר במכשיר זה עד שיתחבר כאן שוב.</numerusform>
            <numerusform>%n שינויים של חשבון אחר נשארים במכשיר זה עד שיתחבר כאן שוב.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of %1 stay on this device until that account signs in here again.</source>
        <translation>
            <numerusform>שינוי %n של %1 נשאר במכשיר זה עד שחשבון זה יתחבר כאן שוב.</numerusform>
            <numerusform>%n שינויים של %1 נשארים במכשיר זה עד שחשבון זה יתחבר כאן שוב.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was set up again: its teams have the same names, but it has nothing of what is on this device.</source>
        <translation>השרת %1 הוקם מחדש: לצוותים שלו אותם שמות, ואין בו דבר ממה שיש במכשיר הזה.</translation>
    </message>
    <message>
        <source>%1 has the same teams as %2, but a different history.</source>
        <translation>בשרת %1 אותם צוותים כמו בשרת %2, אך לא אותה היסטוריה.</translation>
    </message>
    <message>
        <source>%1 has not yet shown that it has the same history. It is checked again automatically, and nothing is sent there until then.</source>
        <translation>%1 עדיין לא הראה שיש בו אותה היסטוריה. הוא נשאל שוב מעצמו, ודבר לא נשלח אליו לפני כן.</translation>
    </message>
    <message>
        <source>Nothing is sent there until you decide.</source>
        <translation>דבר לא יישלח לשם עד שתוחלט החלטה.</translation>
    </message>
    <message>
        <source>Send what is on this device to %1?</source>
        <translation>לשלוח את מה שיש כאן אל %1?</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) stay on this device only, as you chose: their server no longer knows their team.</source>
        <translation>
            <numerusform>שינוי אחד נשאר במכשיר הזה בלבד, לפי בחירתך: השרת שלו אינו מכיר עוד את הצוות שלו.</numerusform>
            <numerusform>%n שינויים נשארים במכשיר הזה בלבד, לפי בחירתך: השרת שלהם אינו מכיר עוד את הצוות שלהם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Someone else could change the profile, so it was not used and nothing in it was touched. Its directory and files must belong to you, and no one else may be able to write to them.</source>
        <translation>מישהו אחר יכול לשנות את הפרופיל, ולכן לא נעשה בו שימוש ודבר בו לא השתנה. על התיקייה והקבצים שלו להיות בבעלותך, ועל הכתיבה אליהם להיות סגורה לאחרים.</translation>
    </message>
    <message>
        <source>The server requires a newer version of Mimir Sync; please update it. </source>
        <translation>השרת דורש גרסה חדשה יותר של Mimir Sync, יש לעדכן אותה. </translation>
    </message>
    <message>
        <source>The server requires a newer version of Mimir Sync. Please update it; nothing is lost, and everything stays on this device until then.</source>
        <translation>השרת דורש גרסה חדשה יותר של Mimir Sync. יש לעדכן אותה; דבר לא יאבד, ועד אז הכול נשאר במכשיר הזה.</translation>
    </message>
    <message>
        <source>This computer does not trust the issuer of the server&apos;s certificate, so nothing was sent. If the server has its own certificate authority, name its file: mimir settings set server.ca_file FILE.</source>
        <translation>אישור השרת אינו מגורם שהמחשב הזה נותן בו אמון, ולכן לא נשלח דבר. אם לשרת יש רשות אישורים משלו, יש לציין את הקובץ שלה: mimir settings set server.ca_file קובץ.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another address, so nothing was sent. Check the address, or ask the server&apos;s administrator.</source>
        <translation>תעודת השרת היא של כתובת אחרת, ולכן דבר לא נשלח. יש לבדוק את הכתובת או לפנות למנהל השרת.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired, so nothing was sent. Its administrator has to renew it.</source>
        <translation>תוקף תעודת השרת פג, ולכן דבר לא נשלח. על מנהל השרת לחדש אותה.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong, so the server&apos;s certificate cannot be checked and nothing was sent. Set the date and time.</source>
        <translation>השעון של המחשב הזה שגוי, ולכן אי אפשר לבדוק את אישור השרת ולא נשלח דבר. יש לכוון את התאריך והשעה.</translation>
    </message>
    <message>
        <source>The server accepts only encrypted connections, so nothing was sent: use an address that begins with https.</source>
        <translation>השרת מקבל רק חיבורים מוצפנים, ולכן דבר לא נשלח: יש להשתמש בכתובת שמתחילה ב־https.</translation>
    </message>
    <message>
        <source>%1 – nothing is waiting to be sent</source>
        <translation>%1 – דבר אינו ממתין לשליחה</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device and will be sent</source>
        <translation>
            <numerusform>%1 – שינוי אחד בטוח במכשיר הזה ויישלח</numerusform>
            <numerusform>%1 – %n שינויים בטוחים במכשיר הזה ויישלחו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n change(s) are safe on this device</source>
        <translation>
            <numerusform>%1 – שינוי אחד בטוח במכשיר הזה</numerusform>
            <numerusform>%1 – %n שינויים בטוחים במכשיר הזה</numerusform>
        </translation>
    </message>
    <message>
        <source>The history file is damaged – nothing is sent</source>
        <translation>קובץ ההיסטוריה פגום – דבר לא נשלח</translation>
    </message>
    <message>
        <source>The history file is from a newer version of Mimir Sync – nothing is sent</source>
        <translation>קובץ ההיסטוריה נכתב בגרסה חדשה יותר של Mimir Sync – דבר לא נשלח</translation>
    </message>
    <message>
        <source>The disk is full – nothing new can be recorded</source>
        <translation>הדיסק מלא – אי אפשר להקליט דבר חדש</translation>
    </message>
    <message>
        <source>The history file cannot be used – nothing is sent</source>
        <translation>אי אפשר להשתמש בקובץ ההיסטוריה – דבר לא נשלח</translation>
    </message>
    <message>
        <source>Sign in to the network first</source>
        <translation>קודם יש להתחבר לרשת</translation>
    </message>
    <message>
        <source>The proxy cannot be used</source>
        <translation>אי אפשר להשתמש בשרת הפרוקסי</translation>
    </message>
    <message>
        <source>The server accepts only encrypted connections</source>
        <translation>השרת מקבל רק חיבורים מוצפנים</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong</source>
        <translation>השעון של המחשב הזה שגוי</translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation>השרת לא ענה בזמן</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>אין אמון באישור של השרת</translation>
    </message>
    <message>
        <source>The program that syncs is not responding</source>
        <translation>התוכנית שמסנכרנת לא עונה</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>ממתינים לצרור המפתחות</translation>
    </message>
    <message>
        <source>Waiting, next try at %1</source>
        <translation>ממתינים, הניסיון הבא: %1</translation>
    </message>
    <message>
        <source>The server will accept some of it only later, next try at %1</source>
        <translation>השרת יקבל חלק מזה רק מאוחר יותר, הניסיון הבא בשעה %1</translation>
    </message>
    <message>
        <source>Nothing is syncing here now</source>
        <translation>דבר כאן לא מסנכרן עכשיו</translation>
    </message>
    <message>
        <source>Not everything from the server has been fetched yet</source>
        <translation>עוד לא הכול נמשך מהשרת</translation>
    </message>
    <message>
        <source>The server is being contacted again</source>
        <translation>השרת נשאל שוב</translation>
    </message>
    <message>
        <source>Paused on a metered network</source>
        <translation>מושהה ברשת בתשלום</translation>
    </message>
    <message>
        <source>Paused to save the battery</source>
        <translation>מושהה כדי לחסוך בסוללה</translation>
    </message>
    <message>
        <source>Paused until you resume</source>
        <translation>מושהה עד להמשך</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>מושהה עד %1</translation>
    </message>
    <message>
        <source>There is a question to answer – nothing is sent to that server until you do</source>
        <translation>יש שאלה שממתינה לתשובה – עד אז דבר לא נשלח לשרת הזה</translation>
    </message>
    <message numerus="yes">
        <source>You are no longer in a team – %n change(s) for it stay on this device</source>
        <translation>
            <numerusform>החברות בצוות הסתיימה – שינוי %n עבורו נשאר במכשיר זה</numerusform>
            <numerusform>החברות בצוות הסתיימה – %n שינויים עבורו נשארים במכשיר זה</numerusform>
        </translation>
    </message>
    <message>
        <source>You are no longer in a team – everything here stays on this device</source>
        <translation>החברות בצוות הסתיימה – מה שכאן נשאר במכשיר הזה</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused and stay on this device</source>
        <translation>
            <numerusform>פריט אחד נדחה ונשאר במכשיר הזה</numerusform>
            <numerusform>%n פריטים נדחו ונשארים במכשיר הזה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from the server were put aside</source>
        <translation>
            <numerusform>פריט אחד מהשרת הונח בצד</numerusform>
            <numerusform>%n פריטים מהשרת הונחו בצד</numerusform>
        </translation>
    </message>
    <message>
        <source>a question to answer</source>
        <translation>שאלה שממתינה לתשובה</translation>
    </message>
    <message numerus="yes">
        <source>%n for a team you are no longer in</source>
        <translation>
            <numerusform>אחד לצוות שהחברות בו הסתיימה</numerusform>
            <numerusform>%n לצוות שהחברות בו הסתיימה</numerusform>
        </translation>
    </message>
    <message>
        <source>no longer in a team</source>
        <translation>החברות בצוות הסתיימה</translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>אחד נדחה</numerusform>
            <numerusform>%n נדחו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside</source>
        <translation>
            <numerusform>אחד הונח בצד</numerusform>
            <numerusform>%n הונחו בצד</numerusform>
        </translation>
    </message>
    <message>
        <source>Your sign-in has expired – everything stays safe on this device</source>
        <translation>תוקף ההתחברות שלך פג – הכול נשאר בטוח במכשיר הזה</translation>
    </message>
    <message>
        <source>The file with your sign-in cannot be read</source>
        <translation>אי אפשר לקרוא את הקובץ עם ההתחברות</translation>
    </message>
    <message>
        <source>The keyring is locked or not responding</source>
        <translation>צרור המפתחות נעול או אינו עונה</translation>
    </message>
    <message>
        <source>Signed out – new work is recorded here</source>
        <translation>מנותק – עבודה חדשה מוקלטת כאן</translation>
    </message>
    <message>
        <source>Signed out – new work is recorded here and sent after you sign in</source>
        <translation>מנותק – עבודה חדשה מוקלטת כאן ותישלח אחרי ההתחברות</translation>
    </message>
    <message>
        <source>Setup is not finished</source>
        <translation>ההגדרה הראשונית לא הושלמה</translation>
    </message>
    <message>
        <source>Setup is not finished – nothing leaves this device</source>
        <translation>ההגדרה הראשונית לא הושלמה – דבר לא יוצא מהמכשיר הזה</translation>
    </message>
    <message>
        <source>Privacy mode is on: nothing leaves this device</source>
        <translation>מצב הפרטיות פועל: דבר לא יוצא מהמכשיר הזה</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded in privacy mode are held until you choose</source>
        <translation>
            <numerusform>פריט אחד ממצב הפרטיות מעוכב כאן עד לבחירתך</numerusform>
            <numerusform>%n פריטים ממצב הפרטיות מעוכבים כאן עד לבחירתך</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>הכול מסונכרן</translation>
    </message>
    <message>
        <source>History is kept on this device only</source>
        <translation>ההיסטוריה נשמרת במכשיר הזה בלבד</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>התנגשות אחת</numerusform>
            <numerusform>%n התנגשויות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>פריט אחד מעוכב במצב פרטיות</numerusform>
            <numerusform>%n מעוכבים במצב פרטיות</numerusform>
        </translation>
    </message>
    <message>
        <source>privacy mode: nothing leaves this device</source>
        <translation>מצב פרטיות: דבר לא יוצא מהמכשיר הזה</translation>
    </message>
    <message numerus="yes">
        <source>%n from another account</source>
        <translation>
            <numerusform>אחד של חשבון אחר</numerusform>
            <numerusform>%n של חשבון אחר</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here as you chose</source>
        <translation>
            <numerusform>אחד נשאר כאן לפי בחירתך</numerusform>
            <numerusform>%n נשארים כאן לפי בחירתך</numerusform>
        </translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>בנוסף: %1</translation>
    </message>
    <message>
        <source>The history file or the profile directory cannot be created or written to, so nothing can be recorded. Check the path and the permissions.</source>
        <translation>אי אפשר ליצור את קובץ ההיסטוריה או את תיקיית הפרופיל, או לכתוב אליהם, ולכן אי אפשר להקליט דבר. יש לבדוק את הנתיב ואת ההרשאות.</translation>
    </message>
    <message>
        <source>The profile cannot be written to – nothing can be recorded</source>
        <translation>אי אפשר לכתוב לפרופיל – אי אפשר להקליט דבר</translation>
    </message>
    <message numerus="yes">
        <source>The server asks to delete %n of your items – they stay here until you decide</source>
        <translation>
            <numerusform>השרת רוצה למחוק פריט אחד שלך – הוא נשאר כאן עד שתוחלט החלטה</numerusform>
            <numerusform>השרת רוצה למחוק %n פריטים שלך – הם נשארים כאן עד שתוחלט החלטה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to delete or keep</source>
        <translation>
            <numerusform>פריט אחד למחיקה או לשמירה</numerusform>
            <numerusform>%n למחיקה או לשמירה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items – they stay as they are here</source>
        <translation>
            <numerusform>השרת סותר פריט אחד שלך – כאן הוא נשאר כפי שהוא</numerusform>
            <numerusform>השרת סותר %n פריטים שלך – כאן הם נשארים כפי שהם</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server</source>
        <translation>
            <numerusform>פריט אחד שהשרת סותר</numerusform>
            <numerusform>%n שהשרת סותר</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is: review them, and ask the server&apos;s administrator.</source>
        <translation>
            <numerusform>השרת סותר פריט אחד שלך, ואין שינוי שמסביר זאת. מה שבמכשיר הזה נשאר כפי שהוא: כדאי לעיין בו ולפנות למנהל השרת.</numerusform>
            <numerusform>השרת סותר %n פריטים שלך, ואין שינוי שמסביר זאת. מה שבמכשיר הזה נשאר כפי שהוא: כדאי לעיין בהם ולפנות למנהל השרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide whether to delete them here as well or to keep them.</source>
        <translation>יש להחליט אם למחוק אותם גם כאן או לשמור אותם.</translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your %2 conversations were deleted.</source>
        <translation>
            <numerusform>השרת של %1 אומר שאחת מתוך %2 השיחות שלך נמחקה.</numerusform>
            <numerusform>השרת של %1 אומר ש-%n מתוך %2 השיחות שלך נמחקו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server of %1 says that %n of your messages and tool calls were deleted.</source>
        <translation>
            <numerusform>השרת של %1 אומר שהודעה או קריאת כלי אחת שלך נמחקה.</numerusform>
            <numerusform>השרת של %1 אומר ש-%n הודעות וקריאות כלי שלך נמחקו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It says the same of %n single message(s) and tool calls.</source>
        <translation>
            <numerusform>כך הוא אומר גם על הודעה או קריאת כלי אחת.</numerusform>
            <numerusform>כך הוא אומר גם על %n הודעות וקריאות כלי בודדות.</numerusform>
        </translation>
    </message>
    <message>
        <source>That is more than usual at one time, so they are still on this device and stay until you decide.</source>
        <translation>זה יותר מהרגיל בבת אחת, ולכן הם עדיין במכשיר הזה ונשארים עד שתוחלט החלטה.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of a deleted conversation stay on this device</source>
        <translation>
            <numerusform>פריט אחד של שיחה שנמחקה נשאר במכשיר הזה</numerusform>
            <numerusform>%n פריטים של שיחה שנמחקה נשארים במכשיר הזה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation</source>
        <translation>
            <numerusform>פריט אחד של שיחה שנמחקה</numerusform>
            <numerusform>%n של שיחה שנמחקה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without their conversation</source>
        <translation>
            <numerusform>פריט אחד ללא השיחה שלו</numerusform>
            <numerusform>%n ללא השיחה שלהם</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) belong to a conversation that is not on this device yet: they stay here and will be sent when it arrives.</source>
        <translation>
            <numerusform>פריט אחד שייך לשיחה שעדיין אינה במכשיר הזה: הוא נשאר כאן ונשלח כשהיא מגיעה.</numerusform>
            <numerusform>%n פריטים שייכים לשיחה שעדיין אינה במכשיר הזה: הם נשארים כאן ונשלחים כשהיא מגיעה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were recorded in a conversation that had been deleted: they stay on this device and are not sent. Restore the conversation from the trash to send them.</source>
        <translation>
            <numerusform>פריט אחד הוקלט לתוך שיחה שנמחקה: הוא נשאר במכשיר הזה ואינו נשלח. כדי לשלוח אותו יש לשחזר את השיחה מהאשפה.</numerusform>
            <numerusform>%n פריטים הוקלטו לתוך שיחה שנמחקה: הם נשארים במכשיר הזה ואינם נשלחים. כדי לשלוח אותם יש לשחזר את השיחה מהאשפה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device. See why, correct them and try again, or discard the changes.</source>
        <translation>
            <numerusform>פריט אחד אי אפשר לשלוח כמו שהוא, והוא נשאר במכשיר הזה. כדאי לבדוק למה, לתקן אותו ולנסות שוב, או לוותר עליו.</numerusform>
            <numerusform>%n פריטים אי אפשר לשלוח כמו שהם, והם נשארים במכשיר הזה. כדאי לבדוק למה, לתקן אותם ולנסות שוב, או לוותר עליהם.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file in the place of the history file is another program&apos;s database and was left as it is. Nothing is recorded or sent: move it away, or choose another profile. If you had a history, it comes back from the server or from your own copy.</source>
        <translation>הקובץ שבמקום קובץ ההיסטוריה הוא מסד הנתונים של תוכנה אחרת, והוא נשאר כפי שהיה. דבר לא מוקלט או נשלח: יש להזיז אותו, או לבחור פרופיל אחר. היסטוריה שהייתה לך תחזור מהשרת, או מעותק משלך.</translation>
    </message>
    <message>
        <source>It cannot be sent: it is larger than the server accepts. Make it smaller and try again, or discard the change.</source>
        <translation>אי אפשר לשלוח: הפריט גדול ממה שהשרת מקבל. יש להקטין אותו ולנסות שוב, או לוותר עליו.</translation>
    </message>
    <message>
        <source>It cannot be sent: the program that recorded it wrote a time that is not in milliseconds since 1970. Have it corrected and try again, or discard the change.</source>
        <translation>אי אפשר לשלוח: התוכנית שהקליטה את הפריט כתבה כזמן משהו שאינו אלפיות שנייה מאז 1970. יש לתקן אותו ולנסות שוב, או לוותר עליו.</translation>
    </message>
    <message>
        <source>It cannot be sent: the program that recorded it gave it an id that no server accepts. Have it recorded under another id, and discard this one.</source>
        <translation>אי אפשר לשלוח: התוכנית שהקליטה את הפריט נתנה לו מזהה ששום שרת אינו מקבל. יש להקליט אותו במזהה אחר, ולוותר על זה.</translation>
    </message>
    <message>
        <source>The history file is another program&apos;s database – nothing is recorded or sent</source>
        <translation>קובץ ההיסטוריה הוא מסד נתונים של תוכנה אחרת – דבר לא מוקלט או נשלח</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are and stay on this device</source>
        <translation>
            <numerusform>פריט אחד אי אפשר לשלוח כמו שהוא, והוא נשאר במכשיר הזה</numerusform>
            <numerusform>%n פריטים אי אפשר לשלוח כמו שהם, והם נשארים במכשיר הזה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n that cannot be sent</source>
        <translation>
            <numerusform>אחד שאי אפשר לשלוח</numerusform>
            <numerusform>%n שאי אפשר לשלוח</numerusform>
        </translation>
    </message>
    <message>
        <source>The server gave an answer that makes no sense, and nothing of it was used; if this goes on, tell its administrator. </source>
        <translation>השרת נתן תשובה חסרת פשר, ולא נעשה בה שימוש; אם זה נמשך, יש להודיע למנהל השרת. </translation>
    </message>
    <message>
        <source>The server gave an answer that makes no sense, so nothing of it was used. Your data is safe on this device and will be tried again; if this goes on, tell the server&apos;s administrator.</source>
        <translation>השרת נתן תשובה חסרת פשר, ולכן לא נעשה בה שימוש. הנתונים שלך בטוחים במכשיר הזה וייעשה ניסיון נוסף; אם זה נמשך, יש להודיע למנהל השרת.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while another account was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>שינוי %n בשיחות שלך נעשה כשחשבון אחר היה מחובר: הוא נשאר במכשיר הזה עד שיישלח בשמך.</numerusform>
            <numerusform>%n שינויים בשיחות שלך נעשו כשחשבון אחר היה מחובר: הם נשארים במכשיר הזה עד שיישלחו בשמך.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in your conversations were made while %1 was signed in: they stay on this device until you send them as yours.</source>
        <translation>
            <numerusform>שינוי %n בשיחות שלך נעשה כשהחשבון %1 היה מחובר: הוא נשאר במכשיר הזה עד שיישלח בשמך.</numerusform>
            <numerusform>%n שינויים בשיחות שלך נעשו כשהחשבון %1 היה מחובר: הם נשארים במכשיר הזה עד שיישלחו בשמך.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of another account, made while it was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>שינוי %n בשיחות של חשבון אחר, שנעשה כשלא היה מחובר, נשאר במכשיר הזה עד שהחשבון ישלח אותו.</numerusform>
            <numerusform>%n שינויים בשיחות של חשבון אחר, שנעשו כשלא היה מחובר, נשארים במכשיר הזה עד שהחשבון ישלח אותם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in conversations of %1, made while that account was not signed in, stay on this device until it sends them.</source>
        <translation>
            <numerusform>שינוי %n בשיחות של %1, שנעשה כשהחשבון לא היה מחובר, נשאר במכשיר הזה עד שהחשבון ישלח אותו.</numerusform>
            <numerusform>%n שינויים בשיחות של %1, שנעשו כשהחשבון לא היה מחובר, נשארים במכשיר הזה עד שהחשבון ישלח אותם.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the place of a file there is something else – nothing is sent</source>
        <translation>במקום קובץ יש משהו אחר – שום דבר לא נשלח</translation>
    </message>
    <message>
        <source>The history file cannot be locked – nothing is sent</source>
        <translation>לא ניתן לנעול את קובץ ההיסטוריה – דבר אינו נשלח</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that concern another account stay on this device: %1.</source>
        <translation>
            <numerusform>שינוי אחד שנוגע לחשבון אחר נשאר במכשיר הזה: %1.</numerusform>
            <numerusform>%n שינויים שנוגעים לחשבון אחר נשארים במכשיר הזה: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s answer about it makes no sense, so nothing of it was used.</source>
        <translation>תשובת השרת על כך חסרת היגיון, ולכן לא נעשה בה שימוש.</translation>
    </message>
    <message>
        <source>The server stored fewer items than it was sent, and did not say which.</source>
        <translation>השרת שמר פחות פריטים ממה שנשלח אליו, ולא ציין אילו.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept: review them.</source>
        <translation>
            <numerusform>ערך אחד שלך הוחלף בשינוי אחר. הערך שהוחלף נשמר: כדאי לבדוק אותו.</numerusform>
            <numerusform>%n ערכים שלך הוחלפו בשינויים אחרים. הערכים שהוחלפו נשמרו: כדאי לבדוק אותם.</numerusform>
        </translation>
    </message>
    <message>
        <source>The program that syncs this profile (process %1) is not responding, so it is not known whether everything is synced. Wait for it, or end it.</source>
        <translation>התוכנית שמסנכרנת את הפרופיל הזה לא עונה (תהליך %1), ולכן לא ידוע אם הכול מסונכרן: יש לתת לה להמשיך, או לסיים אותה.</translation>
    </message>
    <message>
        <source>The program that syncs this profile is not responding, so it is not known whether everything is synced. Wait for it, or end it.</source>
        <translation>התוכנית שמסנכרנת את הפרופיל הזה לא עונה, ולכן לא ידוע אם הכול מסונכרן: יש לתת לה להמשיך, או לסיים אותה.</translation>
    </message>
    <message>
        <source>The server does not know this sign-in any more – everything stays safe on this device</source>
        <translation>השרת לא מכיר עוד את ההתחברות הזאת – הכול נשאר בטוח במכשיר הזה</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were replaced by other changes – the replaced ones are kept</source>
        <translation>
            <numerusform>ערך אחד הוחלף בשינוי אחר – הערך שהוחלף נשמר</numerusform>
            <numerusform>%n ערכים הוחלפו בשינויים אחרים – הערכים שהוחלפו נשמרו</numerusform>
        </translation>
    </message>
    <message>
        <source>The file that holds your sign-in, tokens.json in the profile&apos;s directory, cannot be used: “mimir doctor” says why. Put it right, or move it away and sign in again; your data is safe on this device.</source>
        <translation>אי אפשר להשתמש בקובץ שבו ההתחברות שלך, tokens.json שבתיקיית הפרופיל: “mimir doctor” אומר למה. יש לתקן אותו, או להעביר אותו למקום אחר ולהתחבר שוב; הנתונים שלך בטוחים במכשיר הזה.</translation>
    </message>
    <message>
        <source>The server does not know this sign-in any more (it may have been put back to an earlier state). Nothing here is lost: sign in again.</source>
        <translation>השרת לא מכיר עוד את ההתחברות הזאת (ייתכן שהוא הוחזר למצב קודם). דבר לא אבד כאן: יש להתחבר שוב.</translation>
    </message>
    <message>
        <source>In the place of one of the program&apos;s files there is something else, so it was not used and nothing was changed; your data is as it was. Move it away, or put back what a link leads to, and try again.</source>
        <translation>במקום של אחד הקבצים של התוכנית יש דבר אחר, ולכן לא נעשה בו שימוש ודבר לא השתנה; הנתונים שלך כפי שהיו. יש להעביר אותו למקום אחר, או להחזיר את מה שהקישור מוביל אליו, ולנסות שוב.</translation>
    </message>
    <message>
        <source>%1 – your organisation allows nothing to be sent at present</source>
        <translation>%1 – הארגון שלך אינו מתיר כרגע לשלוח דבר</translation>
    </message>
    <message numerus="yes">
        <source>%n that your organisation does not allow to be sent</source>
        <translation>
            <numerusform>%n שהארגון שלך אינו מתיר לשלוח</numerusform>
            <numerusform>%n שהארגון שלך אינו מתיר לשלוח</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait: your organisation allows nothing to be sent at present, or requires a level that only a newer version of Mimir Sync knows.</source>
        <translation>
            <numerusform>שינוי אחד ממתין: הארגון שלך אינו מתיר כרגע לשלוח דבר, או דורש רמה שרק גרסה חדשה יותר של Mimir Sync מכירה.</numerusform>
            <numerusform>%n שינויים ממתינים: הארגון שלך אינו מתיר כרגע לשלוח דבר, או דורש רמה שרק גרסה חדשה יותר של Mimir Sync מכירה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and stay on this device</source>
        <translation>
            <numerusform>שינוי %n לא שייך לאף צוות ונשאר במכשיר הזה</numerusform>
            <numerusform>%n שינויים לא שייכים לאף צוות ונשארים במכשיר הזה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of no team</source>
        <translation>
            <numerusform>%n ללא צוות</numerusform>
            <numerusform>%n ללא צוות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) belong to no team and are not sent: they stay on this device. Sign in again and choose a team.</source>
        <translation>
            <numerusform>שינוי %n לא שייך לאף צוות ולא נשלח: הוא נשאר במכשיר הזה. יש להתחבר שוב ולבחור צוות.</numerusform>
            <numerusform>%n שינויים לא שייכים לאף צוות ולא נשלחים: הם נשארים במכשיר הזה. יש להתחבר שוב ולבחור צוות.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server sends requests on to another address</source>
        <translation>השרת מפנה לכתובת אחרת</translation>
    </message>
    <message>
        <source>There is no encrypted connection to the server, so nothing was sent: what answers there does not speak https, or its certificate cannot be trusted. Check the address, or ask the server&apos;s administrator.</source>
        <translation>אין חיבור מוצפן לשרת, ולכן דבר לא נשלח: מה שעונה שם אינו דובר https, או שאי אפשר לתת אמון בתעודה שלו. יש לבדוק את הכתובת או לפנות למנהל השרת.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet, so nothing was sent. Most likely this computer&apos;s clock is behind: check its date and time. If they are right, ask the server&apos;s administrator.</source>
        <translation>תעודת השרת עדיין אינה בתוקף, ולכן דבר לא נשלח. קרוב לוודאי שהשעון של המחשב הזה מפגר: יש לבדוק את התאריך והשעה. אם הם נכונים, יש לפנות למנהל השרת.</translation>
    </message>
    <message>
        <source>The server sends requests on to another address, and nothing is sent there. Check the address, or ask the server&apos;s administrator.</source>
        <translation>השרת מפנה לכתובת אחרת, ודבר אינו נשלח אליה. יש לבדוק את הכתובת או לפנות למנהל השרת.</translation>
    </message>
    <message>
        <source>It is larger than the server accepts. It is tried again once a day.</source>
        <translation>הוא גדול ממה שהשרת מקבל. הניסיון חוזר פעם ביום.</translation>
    </message>
    <message>
        <source>The history file is damaged, or does not belong to its log (mimir.db-wal) in the same directory. It was left untouched, and nothing is recorded or sent: move mimir.db, mimir.db-wal and mimir.db-shm away together before you put a backup there; or, to begin with an empty history and sync again, also mimir.db.mark.</source>
        <translation>קובץ ההיסטוריה פגום, או שאינו שייך ליומן הכתיבה שלו (mimir.db-wal) שבאותה תיקייה. לא נגענו בו, ודבר לא מוקלט או נשלח: יש להזיז יחד את mimir.db,‏ mimir.db-wal ו־mimir.db-shm לפני ששמים שם גיבוי; או, כדי להתחיל בהיסטוריה ריקה ולסנכרן מחדש, גם את mimir.db.mark.</translation>
    </message>
    <message>
        <source>The history file was deleted or moved away. Nothing is recorded or sent until it is put back. To begin with an empty history instead, move away what is left next to it (mimir.db-wal, mimir.db-shm, mimir.db.mark), start the program again and sign in; what is on the server is then fetched.</source>
        <translation>קובץ ההיסטוריה נמחק או הועבר. דבר לא מוקלט או נשלח עד שיוחזר. כדי להתחיל במקום זאת בהיסטוריה ריקה, יש להזיז את מה שנשאר לצידו (mimir.db-wal,‏ mimir.db-shm,‏ mimir.db.mark), להפעיל את התוכנה מחדש ולהתחבר; מה שבשרת יתקבל אז.</translation>
    </message>
    <message>
        <source>The server says that it has this already; it is asked once more.</source>
        <translation>השרת אומר שזה כבר אצלו; הוא נשאל פעם נוספת.</translation>
    </message>
    <message>
        <source>What was synced before the server was set up anew is not on it, as you chose.</source>
        <translation>מה שסונכרן לפני שהשרת הוקם מחדש אינו נמצא בו, כפי שבחרתם.</translation>
    </message>
    <message>
        <source>The next try is at %1. </source>
        <translation>הניסיון הבא בשעה %1. </translation>
    </message>
    <message>
        <source>The last try failed. </source>
        <translation>הניסיון האחרון נכשל. </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>האם הכוונה ל־”%1“?</translation>
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
        <translation>הפריט הזה; אפשר כמה פעמים</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>בלי לשאול</translation>
    </message>
    <message>
        <source>cannot ask here: use --yes</source>
        <translation>אין כאן את מי לשאול: יש לציין --yes</translation>
    </message>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)? What you wrote stays among the resolved conflicts. Type “discard”, or press Enter to leave them: </source>
        <translation>
            <numerusform>לוותר על השינוי בפריט אחד? מה שנכתב נשאר בין ההתנגשויות שטופלו. יש להקליד “ויתור”, או ללחוץ Enter כדי להשאיר: </numerusform>
            <numerusform>לוותר על השינויים ב-%n פריטים? מה שנכתב נשאר בין ההתנגשויות שטופלו. יש להקליד “ויתור”, או ללחוץ Enter כדי להשאיר: </numerusform>
        </translation>
    </message>
    <message>
        <source>discard</source>
        <translation>ויתור</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) that the server never had stay on this device and are not sent.</source>
        <translation>
            <numerusform>פריט %n שמעולם לא היה בשרת נשאר במכשיר הזה ואינו נשלח.</numerusform>
            <numerusform>%n פריטים שמעולם לא היו בשרת נשארים במכשיר הזה ואינם נשלחים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) become what the server has. “mimir conflicts list --all” shows what you wrote, “mimir conflicts restore” brings it back.</source>
        <translation>
            <numerusform>פריט %n נעשה כמו שהוא בשרת. “mimir conflicts list --all” מראה מה נכתב, “mimir conflicts restore” מחזיר אותו.</numerusform>
            <numerusform>%n פריטים נעשים כמו שהם בשרת. “mimir conflicts list --all” מראה מה נכתב, “mimir conflicts restore” מחזיר אותו.</numerusform>
        </translation>
    </message>
    <message>
        <source>[ID…]</source>
        <translation>[ID…]</translation>
    </message>
    <message>
        <source>all of them; required where no one can be asked</source>
        <translation>כולם: נדרש במקום שאין את מי לשאול</translation>
    </message>
    <message>
        <source>choose one: --all or the items</source>
        <translation>יש לבחור באחד: --all או הפריטים</translation>
    </message>
    <message>
        <source>Discards changes that were refused or cannot be sent, all of them or those named: their items become what the server has</source>
        <translation>ויתור על שינויים שנדחו או שאי אפשר לשלוח, כולם או אלה שצוינו: הפריטים נעשים כמו שהם בשרת</translation>
    </message>
    <message>
        <source>name the items, or use --all; “mimir doctor” lists those that were refused or cannot be sent</source>
        <translation>יש לציין את הפריטים, או --all; “mimir doctor” מונה את אלה שנדחו או שאי אפשר לשלוח</translation>
    </message>
    <message>
        <source>There is no item %1. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>אין פריט %1. “mimir doctor” מציג את אלה שנדחו או שאי אפשר לשלוח.</translation>
    </message>
    <message>
        <source>There is nothing to discard: nothing was refused, and everything can be sent.</source>
        <translation>אין על מה לוותר: דבר לא נדחה, ואפשר לשלוח הכול.</translation>
    </message>
    <message>
        <source>None of these was refused, and each can be sent. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>אף אחד מאלה לא נדחה, ואפשר לשלוח כל אחד מהם. “mimir doctor” מציג את אלה שנדחו או שאי אפשר לשלוח.</translation>
    </message>
</context>
<context>
    <name>SyncNow</name>
    <message>
        <source>Sends and fetches new items</source>
        <translation>שולח ומקבל את מה שחדש</translation>
    </message>
    <message>
        <source>return once everything that can be sent is sent and new items are here</source>
        <translation>חזרה כשכל מה שאפשר נשלח והחדשות כאן</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>wait at most S seconds (default 600)</source>
        <translation>המתנה של S שניות לכל היותר (ברירת המחדל: 600)</translation>
    </message>
    <message>
        <source>then print the status as one JSON object</source>
        <translation>הדפסת המצב בסוף כאובייקט JSON יחיד</translation>
    </message>
    <message>
        <source>--timeout needs a number of seconds</source>
        <translation>‏--timeout דורש מספר שניות</translation>
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
        <translation>הפריט הזה בלבד; אפשר לציין כמה פעמים</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be tried again.</source>
        <translation>
            <numerusform>ייעשה ניסיון נוסף עם פריט אחד.</numerusform>
            <numerusform>ייעשה ניסיון נוסף עם %n פריטים.</numerusform>
        </translation>
    </message>
    <message>
        <source>all of them, as without an ID</source>
        <translation>כולם, כמו בלי ID</translation>
    </message>
    <message>
        <source>choose one: --all or the items</source>
        <translation>יש לבחור באחד: --all או הפריטים</translation>
    </message>
    <message>
        <source>Tries again to send items that were refused or could not be sent: all of them, or those named</source>
        <translation>מנסה שוב פריטים שנדחו או שאי אפשר היה לשלוח: את כולם, או את אלה שצוינו</translation>
    </message>
    <message>
        <source>There is no item %1. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>אין פריט %1. “mimir doctor” מציג את אלה שנדחו או שאי אפשר לשלוח.</translation>
    </message>
    <message>
        <source>None of these was refused, and each can be sent. “mimir doctor” lists those that were refused or cannot be sent.</source>
        <translation>אף אחד מאלה לא נדחה, ואפשר לשלוח כל אחד מהם. “mimir doctor” מציג את אלה שנדחו או שאי אפשר לשלוח.</translation>
    </message>
    <message>
        <source>There is nothing to try again: nothing was refused, and everything can be sent.</source>
        <translation>אין מה לנסות שוב: דבר לא נדחה, ואפשר לשלוח הכול.</translation>
    </message>
</context>
<context>
    <name>SyncRun</name>
    <message>
        <source>Keeps this profile in sync until it is stopped: for machines without a desktop</source>
        <translation>שומר את הפרופיל הזה מסונכרן עד שעוצרים אותו: למחשבים בלי שולחן עבודה</translation>
    </message>
    <message>
        <source>Signals cannot be received.</source>
        <translation>אי אפשר לקבל אותות.</translation>
    </message>
    <message>
        <source>The history file was replaced while it was in use: it is being reopened.</source>
        <translation>קובץ ההיסטוריה הוחלף בזמן שהיה בשימוש: הוא נפתח מחדש.</translation>
    </message>
</context>
<context>
    <name>SyncStatusCommand</name>
    <message>
        <source>Shows what is synced, what is waiting and why</source>
        <translation>מציג מה מסונכרן, מה ממתין ומדוע</translation>
    </message>
    <message>
        <source>as one JSON object</source>
        <translation>כאובייקט JSON יחיד</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>שינוי אחד לשליחה</numerusform>
            <numerusform>%n שינויים לשליחה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held by privacy mode</source>
        <translation>
            <numerusform>פריט אחד מעוכב במצב פרטיות</numerusform>
            <numerusform>%n מעוכבים במצב פרטיות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused: “mimir sync retry” tries again</source>
        <translation>
            <numerusform>פריט אחד נדחה: “mimir sync retry” מנסה שוב</numerusform>
            <numerusform>%n נדחו: “mimir sync retry” מנסה שוב</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) not seen: “mimir conflicts list”</source>
        <translation>
            <numerusform>התנגשות אחת שלא נצפתה: “mimir conflicts list”</numerusform>
            <numerusform>%n התנגשויות שלא נצפו: “mimir conflicts list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put aside: “mimir doctor”</source>
        <translation>
            <numerusform>פריט אחד הונח בצד: “mimir doctor”</numerusform>
            <numerusform>%n הונחו בצד: “mimir doctor”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here by your choice</source>
        <translation>
            <numerusform>%n נשאר כאן לפי בחירה</numerusform>
            <numerusform>%n נשארו כאן לפי בחירה</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sent: %1</source>
        <translation>נשלח לאחרונה: %1</translation>
    </message>
    <message>
        <source>Last received: %1</source>
        <translation>התקבל לאחרונה: %1</translation>
    </message>
    <message>
        <source>Next try: %1</source>
        <translation>הניסיון הבא: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) recorded here only</source>
        <translation>
            <numerusform>שינוי אחד שהוקלט כאן בלבד</numerusform>
            <numerusform>%n שינויים שהוקלטו כאן בלבד</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradicted by the server: “mimir conflicts list”</source>
        <translation>
            <numerusform>פריט אחד שהשרת סותר: “mimir conflicts list”</numerusform>
            <numerusform>%n שהשרת סותר: “mimir conflicts list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose conversation is not here yet</source>
        <translation>
            <numerusform>פריט אחד שהשיחה שלו עדיין אינה כאן</numerusform>
            <numerusform>%n שהשיחה שלהם עדיין אינה כאן</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of a deleted conversation: “mimir trash list”</source>
        <translation>
            <numerusform>פריט אחד של שיחה שנמחקה: “mimir trash list”</numerusform>
            <numerusform>%n של שיחה שנמחקה: “mimir trash list”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be sent: “mimir doctor” says why</source>
        <translation>
            <numerusform>אחד אי אפשר לשלוח: “mimir doctor” אומר למה</numerusform>
            <numerusform>%n אי אפשר לשלוח: “mimir doctor” אומר למה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them may not be sent at present: your organisation allows nothing</source>
        <translation>
            <numerusform>%n מהם אין לשלוח כרגע: הארגון שלך אינו מתיר דבר</numerusform>
            <numerusform>%n מהם אין לשלוח כרגע: הארגון שלך אינו מתיר דבר</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncingText</name>
    <message>
        <source>Syncing has started.</source>
        <translation>הסנכרון התחיל.</translation>
    </message>
    <message>
        <source>Not signed in: sign in with “mimir auth login”.</source>
        <translation>אין התחברות: אפשר להתחבר עם “mimir auth login”.</translation>
    </message>
    <message>
        <source>Not finished in time. Nothing is lost; the rest is sent later.</source>
        <translation>לא הסתיים בזמן. דבר לא אבד; היתר יישלח אחר כך.</translation>
    </message>
    <message>
        <source>Answer with “mimir auth server --send” or “mimir auth server --keep”.</source>
        <translation>יש לענות עם “mimir auth server --send” או “mimir auth server --keep”.</translation>
    </message>
</context>
<context>
    <name>TeamsList</name>
    <message>
        <source>Lists the teams this profile syncs with</source>
        <translation>מציג את הצוותים שהפרופיל הזה מסתנכרן איתם</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>No teams: sign in with “mimir auth login”.</source>
        <translation>אין צוותים: אפשר להתחבר עם “mimir auth login”.</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>צוות</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>default</source>
        <translation>ברירת המחדל</translation>
    </message>
    <message>
        <source>you are no longer a member; unsent changes stay here</source>
        <translation>החברות הסתיימה; שינויים שלא נשלחו נשארים כאן</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>מנותק</translation>
    </message>
    <message>
        <source>not in use yet</source>
        <translation>עדיין לא בשימוש</translation>
    </message>
    <message>
        <source>its history is another one</source>
        <translation>ההיסטוריה שלו אחרת</translation>
    </message>
    <message>
        <source>the server, set up anew, does not know it</source>
        <translation>השרת, שהוקם מחדש, אינו מכיר אותו</translation>
    </message>
    <message>
        <source>not synced any more, as you chose</source>
        <translation>אינו מסונכרן עוד, כפי שבחרת</translation>
    </message>
</context>
<context>
    <name>TeamsMap</name>
    <message>
        <source>Sends new conversations of a directory or repository to a team</source>
        <translation>שיחות חדשות של תיקייה או מאגר קוד עוברות לצוות</translation>
    </message>
    <message>
        <source>SLUG</source>
        <translation>SLUG</translation>
    </message>
    <message>
        <source>the team, as in “mimir teams list”</source>
        <translation>הצוות, כמו ב-“mimir teams list”</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>DIR</translation>
    </message>
    <message>
        <source>a workspace directory</source>
        <translation>תיקיית עבודה</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>a git remote, in any spelling</source>
        <translation>כתובת git מרוחקת, בכל אחת מצורות הכתיבה שלה</translation>
    </message>
    <message>
        <source>name a team and either a directory or a remote</source>
        <translation>יש לציין צוות ותיקייה או כתובת מרוחקת</translation>
    </message>
    <message>
        <source>“%1” is not a git remote</source>
        <translation>‏“%1” אינו כתובת git מרוחקת</translation>
    </message>
    <message>
        <source>There is no team “%1” here. “mimir teams list” shows them.</source>
        <translation>אין כאן צוות “%1”. “mimir teams list” מציג אותם.</translation>
    </message>
</context>
<context>
    <name>Telemetry</name>
    <message>
        <source>Telemetry of %1 is not read. That of these is: %2.</source>
        <translation>הטלמטריה של %1 אינה נקראת. של אלה כן: %2.</translation>
    </message>
    <message>
        <source>%1 in the environment</source>
        <translation>%1 בסביבה</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 ב-%2</translation>
    </message>
    <message>
        <source>Telemetry: not received</source>
        <translation>טלמטריה: אינה מתקבלת</translation>
    </message>
    <message>
        <source>Telemetry: not received, since the token in the profile cannot be used. Please remove the file telemetry.token and run “mimir telemetry install” again</source>
        <translation>טלמטריה: אינה מתקבלת, כי אי אפשר להשתמש באסימון שבפרופיל. יש להסיר את הקובץ telemetry.token ולהפעיל שוב את “mimir telemetry install”</translation>
    </message>
    <message>
        <source>Telemetry: received on port %1</source>
        <translation>טלמטריה: מתקבלת בפורט %1</translation>
    </message>
    <message>
        <source>Telemetry: not received, since a program of another user listens on port %1, and agents send to it what they tell. Please choose another one with “mimir settings set telemetry.port PORT”, and run “mimir telemetry install” again</source>
        <translation>טלמטריה: אינה מתקבלת, כי תוכנית של משתמש אחר מאזינה בפורט %1, וסוכנים שולחים אליה את דיווחיהם. יש לבחור פורט אחר באמצעות “mimir settings set telemetry.port PORT”, ולהפעיל שוב את “mimir telemetry install”</translation>
    </message>
    <message>
        <source>Telemetry: not received at the moment: no one listens on port %1. Mimir Sync or “mimir sync run” does while it runs</source>
        <translation>טלמטריה: אינה מתקבלת כרגע: איש אינו מאזין בפורט %1. Mimir Sync או “mimir sync run” מאזינים בו כשהם פועלים</translation>
    </message>
</context>
<context>
    <name>TelemetryInstall</name>
    <message>
        <source>Stores the decisions about tool calls that an agent tells of by telemetry: adds where to send it to the agent&apos;s settings</source>
        <translation>שומר את ההחלטות על קריאות כלים שסוכן מדווח עליהן בטלמטריה: מוסיף להגדרות הסוכן לאן לשלוח אותה</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Where telemetry goes is decided already: by %1. That is left alone; nothing was changed.</source>
        <translation>יעד הטלמטריה כבר נקבע: על ידי %1. הוא נשאר כפי שהוא; דבר לא השתנה.</translation>
    </message>
    <message>
        <source>It is in %1 already.</source>
        <translation>זה כבר נמצא ב-%1.</translation>
    </message>
    <message>
        <source>%1 tells from its next start on, as long as Mimir Sync or “mimir sync run” runs. “mimir telemetry remove %2” ends that.</source>
        <translation>%1 מדווח מההפעלה הבאה שלו, כל עוד Mimir Sync או “mimir sync run” פועלים. “mimir telemetry remove %2” מפסיק זאת.</translation>
    </message>
    <message>
        <source>From now on only you can read %1, since a token is in it.</source>
        <translation>מעתה רק לך יש גישה לקריאת %1, כי יש בו אסימון.</translation>
    </message>
</context>
<context>
    <name>TelemetryRemove</name>
    <message>
        <source>Takes out of an agent&apos;s settings what “telemetry install” added</source>
        <translation>מסיר מהגדרות הסוכן את מה ש“telemetry install” הוסיפה</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>There is nothing of Mimir Sync in %1.</source>
        <translation>אין ב-%1 דבר של Mimir Sync.</translation>
    </message>
    <message>
        <source>Removed. What was told until now stays in the history.</source>
        <translation>הוסר. מה שדווח עד כה נשאר בהיסטוריה.</translation>
    </message>
    <message>
        <source>No agent&apos;s telemetry is received any more.</source>
        <translation>טלמטריה של סוכנים אינה מתקבלת עוד.</translation>
    </message>
</context>
<context>
    <name>TelemetryStatus</name>
    <message>
        <source>Shows which agents tell of decisions by telemetry, and whether it is received</source>
        <translation>מציג אילו סוכנים מדווחים על החלטות בטלמטריה, ואם היא מתקבלת</translation>
    </message>
    <message>
        <source>[AGENT]</source>
        <translation>[סוכן]</translation>
    </message>
    <message>
        <source>print JSON, one object a line</source>
        <translation>פלט JSON, אובייקט אחד בשורה</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>מותקן</translation>
    </message>
    <message>
        <source>not up to date: install it again</source>
        <translation>לא מעודכן: יש להתקין שוב</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>נקבע על ידי %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>לא ניתן לקריאה</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>לא מותקן</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>טלמטריה</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Nothing in the trash has the id %1. “mimir trash list” shows what is there.</source>
        <translation>אין באשפה פריט עם המזהה %1. “mimir trash list” מציג מה יש שם.</translation>
    </message>
    <message>
        <source>Lists what a server deleted here; it stays on this device for 30 days</source>
        <translation>מציג מה ששרת מחק כאן: הוא נשמר במכשיר הזה 30 יום</translation>
    </message>
    <message>
        <source>as a JSON array</source>
        <translation>כמערך JSON</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>האשפה ריקה.</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>נמחק</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>מזהה</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Shows what is in the trash, one JSON object per line</source>
        <translation>מציג מה שבאשפה, אובייקט JSON אחד בכל שורה</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Restores something from the trash as a new item, which is sent to your other devices</source>
        <translation>מחזיר דבר מן האשפה: כפריט חדש, שנשלח למכשירים האחרים שלך</translation>
    </message>
    <message>
        <source>ID…</source>
        <translation>ID…</translation>
    </message>
    <message>
        <source>Restored as %1.</source>
        <translation>שוחזר בתור %1.</translation>
    </message>
    <message>
        <source>Keeps what a server asks to delete; it is sent again as new items</source>
        <translation>שומר מה ששרת רוצה למחוק: הוא נשלח שוב, כפריטים חדשים</translation>
    </message>
    <message>
        <source>Deletes what a server asks to delete; the trash keeps it for 30 days</source>
        <translation>מוחק מה ששרת רוצה למחוק; האשפה שומרת אותו 30 יום</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are in the trash.</source>
        <translation>
            <numerusform>פריט אחד נמצא באשפה.</numerusform>
            <numerusform>%n פריטים נמצאים באשפה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Conversation with %n item(s)</source>
        <translation>
            <numerusform>שיחה עם פריט אחד</numerusform>
            <numerusform>שיחה עם %n פריטים</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty conversation</source>
        <translation>שיחה ריקה</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>קריאת כלי</translation>
    </message>
    <message numerus="yes">
        <source>Your items that a server deletes are kept in this device&apos;s trash for %n day(s) and can be restored.</source>
        <translation>
            <numerusform>פריטים שלך ששרת מוחק נשמרים יום אחד באשפה של המכשיר הזה, ואפשר לשחזר אותם.</numerusform>
            <numerusform>פריטים שלך ששרת מוחק נשמרים %n ימים באשפה של המכשיר הזה, ואפשר לשחזר אותם.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: they stay, as new items that are sent to the server so that your other devices get them back.</source>
        <translation>%1: הם נשארים, כפריטים חדשים שנשלחים לשרת, כך שהמכשירים האחרים שלך מקבלים אותם בחזרה.</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>נשמר עד</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>צוות</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) recorded after their conversation was deleted</source>
        <translation>
            <numerusform>פריט אחד שהוקלט אחרי שהשיחה נמחקה</numerusform>
            <numerusform>%n פריטים שהוקלטו אחרי שהשיחה נמחקה</numerusform>
        </translation>
    </message>
    <message>
        <source>No deletion is waiting for your answer. Nothing was changed.</source>
        <translation>אין מחיקה שממתינה לתשובתך: דבר לא השתנה.</translation>
    </message>
    <message numerus="yes">
        <source>Not kept: %n item(s) that were removed for privacy on another device.</source>
        <translation>
            <numerusform>לא נשמר: פריט אחד שהוסר במכשיר אחר מטעמי פרטיות.</numerusform>
            <numerusform>לא נשמרו: %n פריטים שהוסרו במכשיר אחר מטעמי פרטיות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: they are deleted here as well. This device&apos;s trash keeps them for %n day(s), except for what was removed for privacy on another device.</source>
        <translation>
            <numerusform>%1: הם נמחקים גם כאן. האשפה של המכשיר הזה שומרת אותם יום אחד, חוץ ממה שהוסר במכשיר אחר מטעמי פרטיות.</numerusform>
            <numerusform>%1: הם נמחקים גם כאן. האשפה של המכשיר הזה שומרת אותם %n ימים, חוץ ממה שהוסר במכשיר אחר מטעמי פרטיות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay and are sent again as new ones.</source>
        <translation>
            <numerusform>פריט אחד נשאר ונשלח שוב, כפריט חדש.</numerusform>
            <numerusform>%n פריטים נשארים ונשלחים שוב, כפריטים חדשים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are deleted and not kept: they were removed for privacy on another device.</source>
        <translation>
            <numerusform>פריט אחד נמחק ואינו נשמר: הוא הוסר במכשיר אחר מטעמי פרטיות.</numerusform>
            <numerusform>%n פריטים נמחקו ואינם נשמרים: הם הוסרו במכשיר אחר מטעמי פרטיות.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has all of it after all: nothing is deleted.</source>
        <translation>בכל זאת הכול נמצא בשרת: דבר לא נמחק.</translation>
    </message>
</context>
<context>
    <name>TypedId</name>
    <message>
        <source>More than one id begins with %1: %2. Type more characters.</source>
        <translation>יותר ממזהה אחד מתחיל ב־%1: %2. יש להקליד יותר ממנו.</translation>
    </message>
    <message>
        <source>A shortened id needs at least %1 characters.</source>
        <translation>למזהה מקוצר נדרשים לפחות %1 תווים.</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>(The rest is not shown.)</source>
        <translation>(היתר אינו מוצג.)</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(אין)</translation>
    </message>
</context>
<context>
    <name>WindowLocation</name>
    <message>
        <source>display %1</source>
        <translation>תצוגה %1</translation>
    </message>
    <message>
        <source>Mimir Sync is running in another of your sessions, on %1. Its window is there, and everything is synced from there. To use it here, quit it there first.</source>
        <translation>התוכנית Mimir Sync פועלת בהפעלה אחרת שלך: על %1. החלון שלה שם, והכול מסונכרן משם. כדי להשתמש בה כאן, יש לצאת ממנה שם קודם.</translation>
    </message>
</context>
<context>
    <name>mimir::AboutActions</name>
    <message>
        <source>Diagnostics</source>
        <translation>אבחון</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>ייצוא ההיסטוריה</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>יבוא</translation>
    </message>
    <message>
        <source>History (*.ndjson *.jsonl)</source>
        <translation>היסטוריה (*.ndjson *.jsonl)</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>הגדרות (*.json)</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>יבוא הגדרות</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed.</source>
        <translation>אין אפשרות לקרוא את הקובץ. דבר לא שונה.</translation>
    </message>
    <message>
        <source>The settings were imported and take effect now.</source>
        <translation>ההגדרות יובאו ותקפות מעתה.</translation>
    </message>
    <message>
        <source>Nothing was changed:</source>
        <translation>דבר לא שונה:</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>The settings file was damaged, so the defaults are in use.</source>
        <translation>קובץ ההגדרות היה פגום, ולכן ברירות המחדל בשימוש.</translation>
    </message>
    <message>
        <source>The damaged file was kept as %1. Your history is not affected.</source>
        <translation>הקובץ הפגום נשמר בשם %1. ההיסטוריה שלך לא הושפעה.</translation>
    </message>
    <message>
        <source>Part of the settings file cannot be used.</source>
        <translation>חלק מקובץ ההגדרות אינו שמיש.</translation>
    </message>
    <message>
        <source>This is every&amp;thing in it: no titles, no texts, no names, no passwords. Save it to give it to someone who helps you.</source>
        <translation>זה &amp;כל מה שיש בו: בלי כותרות, בלי טקסטים, בלי שמות, בלי סיסמאות. אפשר לשמור אותו ולמסור למי שעוזר.</translation>
    </message>
</context>
<context>
    <name>mimir::AboutPage</name>
    <message>
        <source>Version</source>
        <translation>גרסה</translation>
    </message>
    <message>
        <source>Keeps the history of AI coding agents safe and in step on all your devices. What you record is saved on this device first; syncing never makes you wait.</source>
        <translation>שומר על ההיסטוריה של סוכני תכנות מבוססי AI בטוחה ומסונכרנת בכל המכשירים שלך. מה שמוקלט נשמר קודם כול במכשיר הזה; הסנכרון אף פעם אינו גורם להמתנה.</translation>
    </message>
    <message>
        <source>Profile:</source>
        <translation>פרופיל:</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>פרופיל</translation>
    </message>
    <message>
        <source>Licence:</source>
        <translation>רישיון:</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>רישיון</translation>
    </message>
    <message>
        <source>Built on:</source>
        <translation>נבנה על:</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>נבנה על</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;אבחון…</translation>
    </message>
    <message>
        <source>&amp;Export history…</source>
        <translation>ייצוא ה&amp;היסטוריה…</translation>
    </message>
    <message>
        <source>Set &amp;up again…</source>
        <translation>הגדרה מ&amp;חדש…</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>גרסה %1</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>הרישיון הציבורי הכללי של GNU, גרסה 3 ואילך</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>י&amp;בוא…</translation>
    </message>
    <message>
        <source>Imports a history or settings from a file</source>
        <translation>ייבוא היסטוריה או הגדרות מקובץ</translation>
    </message>
    <message>
        <source>Problems in the settings file</source>
        <translation>הבעיות בקובץ ההגדרות</translation>
    </message>
</context>
<context>
    <name>mimir::AccountActions</name>
    <message>
        <source>This server does not list devices.</source>
        <translation>השרת הזה אינו מציג רשימת מכשירים.</translation>
    </message>
    <message>
        <source>Sign device out</source>
        <translation>ניתוק מכשיר</translation>
    </message>
    <message>
        <source>It receives and sends nothing more until someone signs in there again. Its own history stays on it.</source>
        <translation>הוא לא יקבל ולא ישלח עוד דבר עד שמישהו יתחבר בו מחדש. ההיסטוריה שלו נשארת בו.</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>ה&amp;תנתקות</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>ארגונים</translation>
    </message>
    <message>
        <source>Your account is in no other organisation on this server.</source>
        <translation>החשבון שלך אינו שייך לארגון אחר בשרת הזה.</translation>
    </message>
    <message>
        <source>&amp;Organisation to sync with from now on:</source>
        <translation>ה&amp;ארגון לסנכרן איתו מעכשיו:</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>התנתקות</translation>
    </message>
    <message>
        <source>Sign out and keep the history on this device?</source>
        <translation>להתנתק ולשמור את ההיסטוריה במכשיר הזה?</translation>
    </message>
    <message>
        <source>If you keep it, it stays readable here, and new work is recorded and sent after you sign in again. </source>
        <translation>אם היא נשמרת, אפשר לקרוא אותה כאן; עבודה חדשה תוקלט ותישלח אחרי התחברות מחדש. </translation>
    </message>
    <message>
        <source>Sign out and &amp;keep</source>
        <translation>התנתקות ו&amp;שמירה</translation>
    </message>
    <message>
        <source>Sign out and &amp;remove</source>
        <translation>התנתקות ו&amp;מחיקה</translation>
    </message>
    <message>
        <source>S&amp;witch</source>
        <translation>ה&amp;חלפה</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>חשבון אחר</translation>
    </message>
    <message>
        <source>&amp;Keep here</source>
        <translation>השארה &amp;כאן</translation>
    </message>
    <message>
        <source>&amp;Send as %1</source>
        <translation>&amp;שליחה בתור %1</translation>
    </message>
    <message>
        <source>Rename this device</source>
        <translation>שינוי שם המכשיר</translation>
    </message>
    <message>
        <source>&amp;Name, as shown on your other devices:</source>
        <translation>ה&amp;שם, כפי שהוא מוצג במכשירים האחרים:</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>שי&amp;נוי</translation>
    </message>
    <message>
        <source>Sign out the device “%1”?</source>
        <translation>לנתק את המכשיר “%1”?</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>שינוי סיסמה</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 ב־%2</translation>
    </message>
    <message>
        <source>Sent as %1, these changes are on all devices of that account, as if made there. This cannot be undone.</source>
        <translation>לאחר שליחה בתור %1, השינויים האלה יהיו בכל המכשירים של החשבון, כאילו נעשו שם. אי אפשר לבטל זאת.</translation>
    </message>
    <message>
        <source>Sent as %1, these conversations belong to that account from then on. Of what the other account has at its server, that is a copy. This cannot be undone.</source>
        <translation>אם יישלחו בתור %1, השיחות האלה שייכות מאז לחשבון זה. ממה שיש לחשבון השני בשרת שלו, זה עותק. אי אפשר לבטל זאת.</translation>
    </message>
</context>
<context>
    <name>mimir::AccountPage</name>
    <message>
        <source>Server:</source>
        <translation>שרת:</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>E-mail:</source>
        <translation>דוא״ל:</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Organisation:</source>
        <translation>ארגון:</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>ארגון</translation>
    </message>
    <message>
        <source>Team:</source>
        <translation>צוות:</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>צוות</translation>
    </message>
    <message>
        <source>Sign-in stored:</source>
        <translation>ההתחברות נשמרת:</translation>
    </message>
    <message>
        <source>Sign-in stored</source>
        <translation>ההתחברות נשמרת</translation>
    </message>
    <message>
        <source>This device:</source>
        <translation>המכשיר הזה:</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>המכשיר הזה</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>הת&amp;חברות…</translation>
    </message>
    <message>
        <source>S&amp;witch organisation…</source>
        <translation>החלפת א&amp;רגון…</translation>
    </message>
    <message>
        <source>Sign &amp;out…</source>
        <translation>ה&amp;תנתקות…</translation>
    </message>
    <message>
        <source>Devices of this account</source>
        <translation>המכשירים של החשבון הזה</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>מכשיר</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>שימוש אחרון</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>מחובר</translation>
    </message>
    <message>
        <source>Sign out &amp;device…</source>
        <translation>ניתוק ה&amp;מכשיר…</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>ר&amp;ענון</translation>
    </message>
    <message>
        <source>Refresh the list of devices</source>
        <translation>רענון רשימת המכשירים</translation>
    </message>
    <message>
        <source>Cha&amp;nge account…</source>
        <translation>החלפת חש&amp;בון…</translation>
    </message>
    <message>
        <source>You are not signed in: history stays on this device. Sign in to keep it in step with your other devices.</source>
        <translation>אין התחברות: ההיסטוריה נשארת במכשיר הזה. יש להתחבר כדי לסנכרן אותה עם המכשירים האחרים שלך.</translation>
    </message>
    <message>
        <source>History on this device is synced with this account.</source>
        <translation>ההיסטוריה במכשיר הזה מסונכרנת עם החשבון הזה.</translation>
    </message>
    <message>
        <source>You are signed out. What you record is kept here and sent after you sign in.</source>
        <translation>בוצעה התנתקות. מה שמוקלט נשמר ויישלח אחרי ההתחברות.</translation>
    </message>
    <message>
        <source>in the system&apos;s keyring</source>
        <translation>בצרור המפתחות של המערכת</translation>
    </message>
    <message>
        <source>only in memory – sign in again after a restart</source>
        <translation>בזיכרון בלבד – יש להתחבר מחדש אחרי הפעלה מחדש</translation>
    </message>
    <message>
        <source>in a file that only you can read</source>
        <translation>בקובץ שרק לך מותר לקרוא</translation>
    </message>
    <message>
        <source>%1 (this device)</source>
        <translation>‏%1 (המכשיר הזה)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>כן</translation>
    </message>
    <message>
        <source>no</source>
        <translation>לא</translation>
    </message>
    <message>
        <source>You can sign out a lost device here: it receives nothing more, and what it has not sent stays on it.</source>
        <translation>מכשיר שאבד לך אפשר לנתק כאן: הוא לא יקבל עוד דבר, ומה שלא שלח נשאר בו.</translation>
    </message>
    <message>
        <source>Devices of this accoun&amp;t</source>
        <translation>המכשירים של החשבון ה&amp;זה</translation>
    </message>
    <message>
        <source>Send or &amp;keep…</source>
        <translation>ש&amp;ליחה או השארה…</translation>
    </message>
    <message>
        <source>&amp;Rename this device…</source>
        <translation>שי&amp;נוי שם המכשיר…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>&amp;שינוי…</translation>
    </message>
    <message>
        <source>Change the server&apos;s address</source>
        <translation>שינוי כתובת השרת</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>שינוי &amp;סיסמה…</translation>
    </message>
    <message>
        <source>Every device that is signed in with your account is listed here. Sign in above, and with the same account on your other devices.</source>
        <translation>כאן מופיע כל מכשיר שמחובר לחשבון שלך. יש להתחבר למעלה, ובאותו חשבון גם במכשירים האחרים שלך.</translation>
    </message>
    <message>
        <source>Confir&amp;m a device…</source>
        <translation>&amp;אישור מכשיר…</translation>
    </message>
</context>
<context>
    <name>mimir::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>פעילות</translation>
    </message>
    <message>
        <source>When</source>
        <translation>מתי</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>פרטים</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>ממתין לשליחה</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>פריט</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>השתנה</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>הצגת &amp;מה שיישלח…</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>ר&amp;ענון</translation>
    </message>
    <message>
        <source>Refresh the activity</source>
        <translation>רענון הפעילות</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) have not left this device.</source>
        <translation>
            <numerusform>פריט אחד לא יצא מהמכשיר הזה.</numerusform>
            <numerusform>%n פריטים לא יצאו מהמכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 – team %3: %4.</source>
        <translation>‏%1, %2 – צוות %3: %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here because of privacy mode.</source>
        <translation>
            <numerusform>פריט אחד נשאר כאן בגלל מצב פרטיות.</numerusform>
            <numerusform>%n פריטים נשארו כאן בגלל מצב פרטיות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stayed here by your choice.</source>
        <translation>
            <numerusform>פריט אחד נשאר כאן לפי בחירתך.</numerusform>
            <numerusform>%n פריטים נשארו כאן לפי בחירתך.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Still on this device</source>
        <translation>עדיין &amp;במכשיר הזה</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>לא נשלח</translation>
    </message>
    <message>
        <source>Nothing is waiting: everything that may be sent has been sent. What is recorded while the server cannot be reached, or in privacy mode, is listed here.</source>
        <translation>דבר אינו ממתין כאן: כל מה שמותר לשלוח נשלח. מה שמוקלט כשאין קשר לשרת, או במצב פרטיות, מופיע כאן.</translation>
    </message>
    <message>
        <source>Nothing has been sent or received yet. Sign in on the Account page; what is recorded after that, here or on your other devices, is listed here as it is sent and received.</source>
        <translation>עדיין לא נשלח ולא התקבל דבר. יש להתחבר בדף החשבון; מה שיוקלט אז כאן או במכשירים האחרים שלך יופיע כאן כשהוא יוצא ומגיע.</translation>
    </message>
    <message>
        <source>Conv&amp;ersations that were sent or received: when, where, and how much.</source>
        <translation>שי&amp;חות שנשלחו או התקבלו: מתי, לאן, כמה.</translation>
    </message>
    <message>
        <source>Total: %1.</source>
        <translation>בסך הכול: %1.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>פריטים</translation>
    </message>
</context>
<context>
    <name>mimir::AddressActions</name>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>&amp;Send it</source>
        <translation>&amp;שליחה</translation>
    </message>
    <message>
        <source>&amp;Keep it here</source>
        <translation>השארה &amp;כאן</translation>
    </message>
</context>
<context>
    <name>mimir::Announcer</name>
    <message>
        <source>You are no longer in the team “%1”, so it is no longer synced. Everything here stays on this device.</source>
        <translation>אינך עוד בצוות “%1”, ולכן הוא אינו מסונכרן עוד. מה שכאן נשאר במכשיר זה.</translation>
    </message>
    <message>
        <source>The server continues from a different history, as after restoring a backup. Nothing here is lost: whatever it lacks is sent again.</source>
        <translation>השרת ממשיך מהיסטוריה אחרת, כמו לאחר שחזור גיבוי. כאן לא אבד דבר: מה שחסר לו נשלח שוב.</translation>
    </message>
</context>
<context>
    <name>mimir::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>התנגשויות</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>Other device</source>
        <translation>המכשיר האחר</translation>
    </message>
    <message>
        <source>When</source>
        <translation>מתי</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>הגרסה הישנה</translation>
    </message>
    <message>
        <source>Apply t&amp;o all others of this kind</source>
        <translation>גם לכל ה&amp;אחרות מסוג זה</translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>השארת &amp;שלי</translation>
    </message>
    <message>
        <source>Keep &amp;theirs</source>
        <translation>השארת ש&amp;להם</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;ביטול הפעולה</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>בחירת ה&amp;כול</translation>
    </message>
    <message>
        <source>Show resolve&amp;d</source>
        <translation>הצגת אלה ש&amp;טופלו</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>מכשיר אחר</translation>
    </message>
    <message>
        <source>new</source>
        <translation>חדשה</translation>
    </message>
    <message>
        <source>open</source>
        <translation>פתוחה</translation>
    </message>
    <message>
        <source>older one restored</source>
        <translation>הישנה שוחזרה</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>טופלה</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>Yours, from this device</source>
        <translation>שלך, מהמכשיר הזה</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>מ-%1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>‏%1 – %2</translation>
    </message>
    <message numerus="yes">
        <source>Apply t&amp;o the %n other(s) of this kind (%1)</source>
        <translation>
            <numerusform>גם ל&amp;אחת הנוספת מסוג זה (%1)</numerusform>
            <numerusform>גם ל-%n ה&amp;אחרות מסוג זה (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) resolved. Undo brings back what was before.</source>
        <translation>
            <numerusform>התנגשות אחת טופלה. “ביטול הפעולה” מחזיר את מה שהיה קודם.</numerusform>
            <numerusform>%n התנגשויות טופלו. “ביטול הפעולה” מחזיר את מה שהיה קודם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) undone.</source>
        <translation>
            <numerusform>בחירה אחת בוטלה.</numerusform>
            <numerusform>%n בחירות בוטלו.</numerusform>
        </translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>מה קרה</translation>
    </message>
    <message>
        <source>(no longer exists)</source>
        <translation>(איננו עוד)</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>הגרסה החדשה</translation>
    </message>
    <message>
        <source>%1, written %2</source>
        <translation>%1, נכתבה %2</translation>
    </message>
    <message>
        <source>Found at %1. %2 %3</source>
        <translation>נמצאה: %1. %2 %3</translation>
    </message>
    <message>
        <source>The same thing was &amp;changed on two devices. The newer change won; the older one is kept here until you choose.</source>
        <translation>או&amp;תו הדבר השתנה בשני מכשירים. השינוי החדש גבר; הישן נשמר כאן עד לבחירתך.</translation>
    </message>
    <message>
        <source>Old&amp;er version</source>
        <translation>&amp;הגרסה הישנה</translation>
    </message>
    <message>
        <source>Ne&amp;wer version</source>
        <translation>הגרסה הח&amp;דשה</translation>
    </message>
    <message>
        <source>Old&amp;er, in use again</source>
        <translation>ישנ&amp;ה, שוב בשימוש</translation>
    </message>
    <message>
        <source>Old&amp;er</source>
        <translation>ישנ&amp;ה</translation>
    </message>
    <message>
        <source>Ne&amp;wer, in use</source>
        <translation>ח&amp;דשה, בשימוש</translation>
    </message>
    <message>
        <source>Ne&amp;wer</source>
        <translation>ח&amp;דשה</translation>
    </message>
    <message>
        <source>What th&amp;e server says</source>
        <translation>מה שאומר &amp;השרת</translation>
    </message>
    <message>
        <source>&amp;What is on this device</source>
        <translation>מה שבמכשיר ה&amp;זה</translation>
    </message>
    <message>
        <source>There are no &amp;conflicts. When the same thing is changed on two devices, the newer change wins, and the older one is kept here until you choose.</source>
        <translation>אין ה&amp;תנגשויות. כשאותו הדבר משתנה בשני מכשירים, השינוי החדש גובר, והישן נשמר כאן עד לבחירתך.</translation>
    </message>
    <message>
        <source>No &amp;conflict is open. These are resolved; the other version can still be brought back.</source>
        <translation>אין ה&amp;תנגשות פתוחה. אלה טופלו; הגרסה האחרת עדיין יכולה לחזור.</translation>
    </message>
    <message>
        <source>Second valu&amp;e</source>
        <translation>ערך &amp;שני</translation>
    </message>
    <message>
        <source>First value, &amp;which stays</source>
        <translation>ערך ראשון, &amp;נשאר</translation>
    </message>
</context>
<context>
    <name>mimir::FailedPage</name>
    <message>
        <source>Refused items</source>
        <translation>פריטים שנדחו</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>פריט</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>למה</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>מאז</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>ניסיונות</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>הניסיון הבא</translation>
    </message>
    <message>
        <source>&amp;Retry selected</source>
        <translation>ניסיון חוזר ל&amp;נבחרים</translation>
    </message>
    <message>
        <source>Retry &amp;all</source>
        <translation>ניסיון חוזר ל&amp;כולם</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>הצגת &amp;מה שיישלח…</translation>
    </message>
    <message>
        <source>when you retry</source>
        <translation>בניסיון חוזר שלך</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;ויתור…</translation>
    </message>
    <message>
        <source>immediately</source>
        <translation>מיד</translation>
    </message>
    <message>
        <source>These &amp;items stay safe on this device. What the server refused for good, or what cannot be sent as it is, is not tried again automatically; what the server will accept later is tried again at the time shown.</source>
        <translation>ה&amp;פריטים האלה נשארים שמורים במכשיר הזה. מה שהשרת דחה לגמרי, או מה שאי אפשר לשלוח כמו שהוא, לא ינוסה שוב מעצמו; מה שהשרת יקבל מאוחר יותר ינוסה בשעה המצוינת.</translation>
    </message>
    <message>
        <source>The server has refused noth&amp;ing. What it does not accept, and what cannot be sent, stays safe on this device and is listed here with the reason, so that you can retry or discard it.</source>
        <translation>השרת לא דחה &amp;דבר. מה שהוא אינו מקבל, ומה שאי אפשר לשלוח, נשאר בטוח במכשיר הזה ומופיע כאן עם הסיבה, לניסיון נוסף או לוויתור.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryExport</name>
    <message>
        <source>Exporting the history…</source>
        <translation>ייצוא ההיסטוריה…</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>ייצוא ההיסטוריה</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were written.</source>
        <translation>
            <numerusform>פריט אחד נכתב.</numerusform>
            <numerusform>%n פריטים נכתבו.</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. No file was written.</source>
        <translation>הייצוא בוטל. לא נכתב שום קובץ.</translation>
    </message>
    <message>
        <source>The file cannot be saved there. Choose another place; your history is not affected.</source>
        <translation>אי אפשר לכתוב שם את הקובץ. יש לבחור מקום אחר; ההיסטוריה שלך לא הושפעה.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryImport</name>
    <message>
        <source>Import history</source>
        <translation>יבוא היסטוריה</translation>
    </message>
    <message>
        <source>Importing the history…</source>
        <translation>ההיסטוריה מיובאת…</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>פריט אחד היה חדש או שונה.</numerusform>
            <numerusform>%n פריטים היו חדשים או שונו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be used and were left out.</source>
        <translation>
            <numerusform>שורה אחת לא הייתה שמישה והושמטה.</numerusform>
            <numerusform>%n שורות לא היו שמישות והושמטו.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed.</source>
        <translation>אין אפשרות לקרוא את הקובץ. דבר לא שונה.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>פריט אחד נקרא לפני כן ונשאר.</numerusform>
            <numerusform>%n פריטים נקראו לפני כן ונשארים.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>היבוא בוטל.</translation>
    </message>
    <message>
        <source>This is a transcript of %1, and nothing was changed. Mimir Sync reads whole folders of them: choose the agent on the page Sources, or add the folder there that this file is in.</source>
        <translation>זהו תמליל של %1, ודבר לא שונה. Mimir Sync קוראת תיקיות שלמות של תמלילים: יש לבחור את הסוכן בדף „מקורות”, או להוסיף שם את התיקייה שבה נמצא הקובץ.</translation>
    </message>
    <message>
        <source>No line of this file is an item of a history, and it is not a transcript of an agent that Mimir Sync reads (%1). Nothing was changed.</source>
        <translation>אין בקובץ הזה שורה שהיא פריט של היסטוריה, והוא אינו תמליל של סוכן ש־Mimir Sync קוראת (%1). דבר לא שונה.</translation>
    </message>
</context>
<context>
    <name>mimir::HistoryWindow</name>
    <message>
        <source>History</source>
        <translation>היסטוריה</translation>
    </message>
    <message>
        <source>&amp;Title contains:</source>
        <translation>ה&amp;כותרת מכילה:</translation>
    </message>
    <message>
        <source>Title contains</source>
        <translation>הכותרת מכילה</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>לאחרונה</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>הודעות</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Messages of the conversation</source>
        <translation>ההודעות שבשיחה</translation>
    </message>
    <message>
        <source>&amp;Older conversations</source>
        <translation>שיחות י&amp;שנות יותר</translation>
    </message>
    <message>
        <source>&amp;More messages</source>
        <translation>הודעות &amp;נוספות</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>ס&amp;גירה</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>no one</source>
        <translation>אף אחד</translation>
    </message>
    <message>
        <source>Con&amp;versations:</source>
        <translation>שי&amp;חות:</translation>
    </message>
    <message>
        <source>Me&amp;ssages:</source>
        <translation>ה&amp;ודעות:</translation>
    </message>
    <message>
        <source>&amp;Privacy…</source>
        <translation>&amp;פרטיות…</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>פרטיות השיחה</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>הצגת &amp;מה שיישלח…</translation>
    </message>
    <message>
        <source>Shared by</source>
        <translation>שותף על ידי</translation>
    </message>
    <message>
        <source>S&amp;hare…</source>
        <translation>שי&amp;תוף…</translation>
    </message>
    <message>
        <source>Nothing has been recorded on this device yet. Agents record with “mimir record”; on the About page, you can import a history that you already have.</source>
        <translation>עדיין לא הוקלט דבר במכשיר הזה. סוכנים מקליטים באמצעות “mimir record”; בדף המידע אפשר לייבא היסטוריה קיימת.</translation>
    </message>
    <message>
        <source>No title contains this. Empty the field above to see all conversations.</source>
        <translation>אין כותרת שמכילה זאת. יש לרוקן את השדה שלמעלה כדי לראות את כל השיחות.</translation>
    </message>
    <message>
        <source>Stop s&amp;haring</source>
        <translation>הפסקת השי&amp;תוף</translation>
    </message>
    <message>
        <source>This conversation has no messages. An agent that continues it adds them.</source>
        <translation>אין הודעות בשיחה הזאת. סוכן שימשיך אותה יוסיף אותן.</translation>
    </message>
    <message>
        <source>Choose a conversation above to read its messages here.</source>
        <translation>יש לבחור שיחה למעלה כדי לקרוא כאן את ההודעות שלה.</translation>
    </message>
</context>
<context>
    <name>mimir::KeyActions</name>
    <message>
        <source>Confirm a device</source>
        <translation>אישור מכשיר</translation>
    </message>
    <message>
        <source>&amp;Code that the new device shows:</source>
        <translation>&amp;קוד שהמכשיר החדש מציג:</translation>
    </message>
    <message>
        <source>Con&amp;firm</source>
        <translation>אי&amp;שור</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>This is not a code: it has 25 digits, and the last one finds typing errors.</source>
        <translation>זה אינו קוד: יש בו 25 ספרות, והאחרונה מגלה שגיאות הקלדה.</translation>
    </message>
    <message>
        <source>“%1” gets your key the next time it asks the server.</source>
        <translation>“%1” יקבל את המפתח בפעם הבאה שיפנה לשרת.</translation>
    </message>
</context>
<context>
    <name>mimir::LongWork</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>%1 of %2 items</source>
        <translation>%1 מתוך %2 פריטים</translation>
    </message>
</context>
<context>
    <name>mimir::NotificationsPage</name>
    <message>
        <source>Notify me on the desktop when:</source>
        <translation>להודיע לי בשולחן העבודה כאשר:</translation>
    </message>
    <message>
        <source>a &amp;conflict replaces something of mine</source>
        <translation>&amp;התנגשות החליפה משהו שלי</translation>
    </message>
    <message>
        <source>the server &amp;refuses items</source>
        <translation>ה&amp;שרת דחה פריטים</translation>
    </message>
    <message>
        <source>I have to sign &amp;in again</source>
        <translation>עליי להתחבר &amp;מחדש</translation>
    </message>
    <message>
        <source>the &amp;history file cannot be written</source>
        <translation>אי אפשר לכתוב ל&amp;קובץ ההיסטוריה</translation>
    </message>
    <message>
        <source>Notifications show titles only, never what was said. Whatever you switch off here is still shown by the icon, its menu and this window.</source>
        <translation>ההודעות מציגות כותרות בלבד, אף פעם לא את מה שנאמר. מה שכבוי כאן עדיין מוצג בסמל, בתפריט שלו ובחלון הזה.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>the ser&amp;ver has news: a team I am no longer in, a restored backup</source>
        <translation>יש חדשות מהש&amp;רת: צוות שאינך בו עוד, גיבוי ששוחזר</translation>
    </message>
</context>
<context>
    <name>mimir::Notifier</name>
    <message>
        <source>A conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>מכשיר אחר</translation>
    </message>
    <message>
        <source>%1 was also changed on %2. The newer version won; yours is kept.</source>
        <extracomment>%1 is the quoted title of a conversation, %2 the name of a device</extracomment>
        <translation>‏%1 השתנה גם ב-%2. הגרסה החדשה גברה; שלך נשמרה.</translation>
    </message>
    <message>
        <source>Changed on two devices</source>
        <translation>השתנה בשני מכשירים</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>בדיקה</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>השארת שלי</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>השארת שלהם</translation>
    </message>
    <message>
        <source>Not everything could be sent</source>
        <translation>לא הכול נשלח</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were refused by the server. They stay on this device.</source>
        <translation>
            <numerusform>פריט אחד נדחה על ידי השרת. הוא נשאר במכשיר הזה.</numerusform>
            <numerusform>%n פריטים נדחו על ידי השרת. הם נשארים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>ניסיון חוזר</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>יש להתחבר מחדש</translation>
    </message>
    <message>
        <source>Your sign-in has expired. Everything stays safe on this device and is sent after you sign in.</source>
        <translation>תוקף ההתחברות שלך פג. הכול נשאר בטוח במכשיר הזה ויישלח אחרי ההתחברות.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>התחברות</translation>
    </message>
    <message>
        <source>Problem on this computer</source>
        <translation>בעיה במחשב הזה</translation>
    </message>
    <message>
        <source>News from the server</source>
        <translation>חדשות מהשרת</translation>
    </message>
    <message>
        <source>%1: what you changed was deleted on %2, or is no longer shared with you. Yours is kept.</source>
        <extracomment>%1 is the quoted title of a conversation, %2 the name of a device</extracomment>
        <translation>%1: מה ששינית נמחק ב־%2, או אינו משותף עוד. הגרסה שלך נשמרה.</translation>
    </message>
    <message>
        <source>Yours was written %1, the newer one %2.</source>
        <translation>שלך נכתבה %1, החדשה %2.</translation>
    </message>
    <message>
        <source>Yours was written %1.</source>
        <translation>שלך נכתבה %1.</translation>
    </message>
    <message numerus="yes">
        <source>The server contradicts %n of your items, and no change explains it. What is on this device stays as it is.</source>
        <translation>
            <numerusform>השרת סותר פריט אחד שלך, ואין שינוי שמסביר זאת. מה שבמכשיר הזה נשאר כפי שהוא.</numerusform>
            <numerusform>השרת סותר %n פריטים שלך, ואין שינוי שמסביר זאת. מה שבמכשיר הזה נשאר כפי שהוא.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server contradicts your history</source>
        <translation>השרת סותר את ההיסטוריה שלך</translation>
    </message>
    <message>
        <source>Deletions are held back</source>
        <translation>מחיקות מושהות</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>החלטה</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) cannot be sent as they are. They stay on this device.</source>
        <translation>
            <numerusform>פריט אחד אי אפשר לשלוח כמו שהוא. הוא נשאר במכשיר הזה.</numerusform>
            <numerusform>%n פריטים אי אפשר לשלוח כמו שהם. הם נשארים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: what can be written only once was written twice. What reached the server first stays; the other one is kept.</source>
        <extracomment>%1 is the quoted title of a conversation</extracomment>
        <translation>%1: מה שאפשר לכתוב רק פעם אחת נכתב פעמיים. מה שהגיע לשרת ראשון נשאר; האחר נשמר.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were replaced by other changes. The replaced ones are kept.</source>
        <translation>
            <numerusform>ערך אחד שלך הוחלף בשינוי אחר. הערך שהוחלף נשמר.</numerusform>
            <numerusform>%n ערכים שלך הוחלפו בשינויים אחרים. הערכים שהוחלפו נשמרו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written twice</source>
        <translation>נכתב פעמיים</translation>
    </message>
    <message>
        <source>Transcripts are about to be deleted</source>
        <translation>תמלילים עומדים להימחק</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>מקורות</translation>
    </message>
</context>
<context>
    <name>mimir::PasswordDialog</name>
    <message>
        <source>Change password – Mimir Sync</source>
        <translation>שינוי סיסמה – Mimir Sync</translation>
    </message>
    <message>
        <source>This device stays signed in. Your other devices are signed out and ask for the new password; what they have not sent stays on them.</source>
        <translation>המכשיר הזה נשאר מחובר. המכשירים האחרים שלך מנותקים ויבקשו את הסיסמה החדשה; מה שעוד לא שלחו נשאר עליהם.</translation>
    </message>
    <message>
        <source>Account:</source>
        <translation>חשבון:</translation>
    </message>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>סיסמה &amp;נוכחית:</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>סיסמה נוכחית</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>סיסמה &amp;חדשה:</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>סיסמה חדשה</translation>
    </message>
    <message>
        <source>at least 8 characters</source>
        <translation>לפחות 8 תווים</translation>
    </message>
    <message>
        <source>Once &amp;more:</source>
        <translation>&amp;פעם נוספת:</translation>
    </message>
    <message>
        <source>New password, once more</source>
        <translation>סיסמה חדשה, פעם נוספת</translation>
    </message>
    <message>
        <source>Change &amp;password</source>
        <translation>שינוי &amp;סיסמה</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyActions</name>
    <message>
        <source>Privacy mode is off</source>
        <translation>מצב הפרטיות כבוי</translation>
    </message>
    <message>
        <source>Send what was recorded in privacy mode: %1?</source>
        <translation>לשלוח את מה שהוקלט במצב פרטיות: %1?</translation>
    </message>
    <message>
        <source>Until you choose, all of it stays on this device. What you keep here is never sent.</source>
        <translation>עד לבחירה הכול נשאר במכשיר הזה. מה שנשאר כאן אינו נשלח לעולם.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;שליחה</translation>
    </message>
    <message>
        <source>&amp;Keep on this device</source>
        <translation>השארה במ&amp;כשיר הזה</translation>
    </message>
    <message>
        <source>Decide &amp;later</source>
        <translation>החלטה &amp;אחר כך</translation>
    </message>
    <message>
        <source>Send held items</source>
        <translation>שליחת הפריטים המעוכבים</translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) recorded in privacy mode?</source>
        <translation>
            <numerusform>לשלוח את הפריט שהוקלט במצב פרטיות?</numerusform>
            <numerusform>לשלוח את %n הפריטים שהוקלטו במצב פרטיות?</numerusform>
        </translation>
    </message>
    <message>
        <source>This is sent to your server and your other devices, and cannot be undone here.</source>
        <translation>זה נשלח אל השרת ואל שאר המכשירים שלך, ואי אפשר לבטל זאת כאן.</translation>
    </message>
    <message>
        <source>Keep held items here</source>
        <translation>השארת הפריטים המעוכבים כאן</translation>
    </message>
    <message numerus="yes">
        <source>Keep the %n item(s) on this device permanently?</source>
        <translation>
            <numerusform>להשאיר את הפריט במכשיר הזה לתמיד?</numerusform>
            <numerusform>להשאיר את %n הפריטים במכשיר הזה לתמיד?</numerusform>
        </translation>
    </message>
    <message>
        <source>This stays in this device&apos;s history and is never sent.</source>
        <translation>זה נשאר בהיסטוריה של המכשיר הזה ואינו נשלח לעולם.</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>פרטיות השיחה</translation>
    </message>
    <message>
        <source>From now on, nothing new of it leaves this device. What was sent before is still on the server and on your other devices. If you remove it there, it is gone from them and stays on this device permanently.</source>
        <translation>מעכשיו דבר חדש ממנה אינו יוצא מהמכשיר הזה. מה שנשלח קודם עדיין נמצא בשרת ובמכשירים האחרים. אם תוסר שם, היא תיעלם מהם ותישאר במכשיר הזה לצמיתות.</translation>
    </message>
    <message>
        <source>&amp;Remove from the server</source>
        <translation>&amp;הסרה מהשרת</translation>
    </message>
    <message>
        <source>&amp;Leave it there</source>
        <translation>ה&amp;שארה שם</translation>
    </message>
    <message>
        <source>That was recorded while nothing of it was to be sent. What is recorded from now on follows the new rule in any case.</source>
        <translation>זה הוקלט כשדבר ממנה לא היה אמור להישלח. על מה שיוקלט מעכשיו חל בכל מקרה הכלל החדש.</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>מה יישלח</translation>
    </message>
    <message>
        <source>&amp;Nothing of it leaves this device.</source>
        <translation>&amp;דבר מזה אינו יוצא מהמכשיר הזה.</translation>
    </message>
    <message>
        <source>E&amp;xactly this would be sent for this item, and nothing else.</source>
        <translation>בדיוק &amp;זה יישלח עבור הפריט הזה, ושום דבר נוסף.</translation>
    </message>
    <message>
        <source>E&amp;xactly this would be sent of the conversation, one line for each item.</source>
        <translation>&amp;בדיוק זה יישלח מהשיחה, שורה לכל פריט.</translation>
    </message>
    <message numerus="yes">
        <source>%n of its items stay here.</source>
        <translation>
            <numerusform>פריט אחד ממנה נשאר כאן.</numerusform>
            <numerusform>%n פריטים ממנה נשארים כאן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are the first %n item(s).</source>
        <translation>
            <numerusform>זה הפריט הראשון.</numerusform>
            <numerusform>אלה %n הפריטים הראשונים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>פרטיות</translation>
    </message>
    <message>
        <source>Remove the conversation “%1” from the server as well?</source>
        <translation>להסיר את השיחה “%1” גם מהשרת?</translation>
    </message>
    <message numerus="yes">
        <source>Send the %n item(s) of the conversation “%1” that were kept on this device?</source>
        <translation>
            <numerusform>לשלוח פריט אחד של השיחה “%1” שנשאר במכשיר הזה?</numerusform>
            <numerusform>לשלוח %n פריטים של השיחה “%1” שנשארו במכשיר הזה?</numerusform>
        </translation>
    </message>
    <message>
        <source>What was sent before</source>
        <translation>מה נשלח בעבר</translation>
    </message>
    <message numerus="yes">
        <source>Send %n item(s) again in their masked form?</source>
        <translation>
            <numerusform>לשלוח פריט %n שוב בגרסה מושחרת?</numerusform>
            <numerusform>לשלוח %n פריטים שוב בגרסה מושחרת?</numerusform>
        </translation>
    </message>
    <message>
        <source>They were sent before, and hold what would be withheld today: %1. The masked form takes their place at the server and on your other devices; what was recorded here stays as it is. Copies that were made of the server’s data are not reached.</source>
        <translation>הם נשלחו בעבר, ויש בהם מה שלא היה נשלח היום: %1. הגרסה המושחרת תופסת את מקומם בשרת ובשאר המכשירים; מה שתועד כאן נשאר כפי שהוא. עותקים שנעשו מנתוני השרת אינם מושפעים.</translation>
    </message>
    <message>
        <source>&amp;Send again masked</source>
        <translation>&amp;שליחה שוב בגרסה מושחרת</translation>
    </message>
</context>
<context>
    <name>mimir::PrivacyPage</name>
    <message>
        <source>Privacy &amp;mode: send nothing from this device</source>
        <translation>מצב &amp;פרטיות: לא לשלוח דבר מהמכשיר הזה</translation>
    </message>
    <message>
        <source>While it is on, nothing you record leaves this device or is sent later, unless you choose so below. Changes from your other devices still arrive.</source>
        <translation>כל עוד הוא פועל, שום דבר שמוקלט לא יוצא מהמכשיר הזה. זה גם לא יישלח אחר כך, אלא אם ייבחר כך למטה. שינויים מהמכשירים האחרים שלך עדיין מגיעים.</translation>
    </message>
    <message>
        <source>Held items</source>
        <translation>פריטים מעוכבים</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>פריט</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>הוקלט</translation>
    </message>
    <message>
        <source>Sen&amp;d…</source>
        <translation>&amp;שליחה…</translation>
    </message>
    <message>
        <source>Send held items</source>
        <translation>שליחת הפריטים המעוכבים</translation>
    </message>
    <message>
        <source>&amp;Keep here…</source>
        <translation>השארה &amp;כאן…</translation>
    </message>
    <message>
        <source>Keep held items here</source>
        <translation>השארת הפריטים המעוכבים כאן</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>הצגת &amp;מה שיישלח…</translation>
    </message>
    <message>
        <source>Turn privacy mode off first.</source>
        <translation>קודם יש לכבות את מצב הפרטיות.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device by your choice.</source>
        <translation>
            <numerusform>פריט אחד נשאר במכשיר הזה לתמיד, לפי בחירתך.</numerusform>
            <numerusform>%n פריטים נשארים במכשיר הזה לתמיד, לפי בחירתך.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1</source>
        <translation>
            <numerusform>פריט אחד מ-%1</numerusform>
            <numerusform>%n פריטים מ-%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) from %1 to %2</source>
        <translation>
            <numerusform>פריט אחד מ-%1 עד %2</numerusform>
            <numerusform>%n פריטים מ-%1 עד %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Held on this device: %1.</source>
        <translation>מעוכב במכשיר הזה: %1.</translation>
    </message>
    <message>
        <source>&amp;Recorded in privacy mode</source>
        <translation>הו&amp;קלט במצב פרטיות</translation>
    </message>
    <message>
        <source>What may be sent</source>
        <translation>מה מותר לשלוח</translation>
    </message>
    <message>
        <source>&amp;Usually:</source>
        <translation>ב&amp;דרך כלל:</translation>
    </message>
    <message>
        <source>What may usually be sent</source>
        <translation>מה מותר לשלוח בדרך כלל</translation>
    </message>
    <message>
        <source>E&amp;xceptions:</source>
        <translation>&amp;חריגים:</translation>
    </message>
    <message>
        <source>Rules for folders, repositories, agents and conversations</source>
        <translation>כללים לתיקיות, למאגרי קוד, לסוכנים ולשיחות</translation>
    </message>
    <message>
        <source>For</source>
        <translation>עבור</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>איזה</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>מותר לשלוח</translation>
    </message>
    <message>
        <source>&amp;Add a rule…</source>
        <translation>&amp;הוספת כלל…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>שי&amp;נוי…</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>שינוי הכלל</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>ביטול הכלל</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>None: the same applies to everything. Add a rule for a folder, a repository or an agent; for a conversation, do so in the history.</source>
        <translation>אין כאלה: אותו הדבר חל על הכול. אפשר להוסיף כלל לתיקייה, למאגר קוד או לסוכן; כלל לשיחה נוצר בהיסטוריה.</translation>
    </message>
    <message>
        <source>Nothing is held. What you record from now on is listed here until you send it or keep it on this device.</source>
        <translation>דבר אינו מעוכב. מה שיוקלט מעתה יופיע כאן, עד לשליחתו או להשארתו במכשיר הזה.</translation>
    </message>
    <message>
        <source>Check what was sen&amp;t…</source>
        <translation>בדיק&amp;ת מה שנשלח…</translation>
    </message>
    <message>
        <source>Looks for what was sent earlier and would be withheld today.</source>
        <translation>מחפש מה נשלח בעבר ולא היה נשלח היום.</translation>
    </message>
</context>
<context>
    <name>mimir::QuestionBox</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>ס&amp;גירה</translation>
    </message>
</context>
<context>
    <name>mimir::Questions</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::RefusedActions</name>
    <message>
        <source>Discard changes</source>
        <translation>ויתור על שינויים</translation>
    </message>
    <message numerus="yes">
        <source>Discard the changes to %n item(s)?</source>
        <translation>
            <numerusform>לוותר על השינוי בפריט אחד?</numerusform>
            <numerusform>לוותר על השינויים ב-%n פריטים?</numerusform>
        </translation>
    </message>
    <message>
        <source>They become what the server has. What you wrote stays among the resolved conflicts and can be restored there. What the server never had stays on this device and is not sent.</source>
        <translation>הם נעשים כמו שהם בשרת. מה שנכתב כאן נשאר בין ההתנגשויות שטופלו, ואפשר לשחזר אותו שם. מה שמעולם לא היה בשרת נשאר במכשיר הזה ואינו נשלח.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;ויתור</translation>
    </message>
</context>
<context>
    <name>mimir::RuleDialog</name>
    <message>
        <source>Rule f&amp;or:</source>
        <translation>כלל &amp;עבור:</translation>
    </message>
    <message>
        <source>Rule for</source>
        <translation>כלל עבור</translation>
    </message>
    <message>
        <source>What the rule applies to</source>
        <translation>על מה הכלל חל</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;בחירה…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>בחירת תיקייה</translation>
    </message>
    <message>
        <source>&amp;May be sent:</source>
        <translation>&amp;מותר לשלוח:</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>מותר לשלוח</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Remo&amp;ve the rule</source>
        <translation>ביטול ה&amp;כלל</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;שמירה</translation>
    </message>
    <message>
        <source>Canc&amp;el</source>
        <translation>בי&amp;טול</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>הוספת כלל</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>שינוי הכלל</translation>
    </message>
    <message>
        <source>Privacy of the conversation</source>
        <translation>פרטיות השיחה</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Folder and everything below it:</source>
        <translation>&amp;תיקייה וכל מה שמתחתיה:</translation>
    </message>
    <message>
        <source>&amp;Address of the repository:</source>
        <translation>כת&amp;ובת המאגר:</translation>
    </message>
    <message>
        <source>&amp;Name of the agent:</source>
        <translation>שם ה&amp;סוכן:</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>תיקייה</translation>
    </message>
</context>
<context>
    <name>mimir::SentCheck</name>
    <message>
        <source>What was sent before</source>
        <translation>מה נשלח בעבר</translation>
    </message>
    <message>
        <source>Looking through what was sent…</source>
        <translation>עובר על מה שנשלח…</translation>
    </message>
    <message>
        <source>Nothing that was sent would be withheld today.</source>
        <translation>מכל מה שנשלח, הכול היה נשלח גם היום.</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>הבדיקה בוטלה.</translation>
    </message>
</context>
<context>
    <name>mimir::SettingsBinder</name>
    <message>
        <source>not at all – live</source>
        <translation>בכלל לא – מיד</translation>
    </message>
</context>
<context>
    <name>mimir::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>&amp;Quit Mimir Sync</source>
        <translation>&amp;יציאה מ-Mimir Sync</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>ס&amp;גירה</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>חשבון</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>סנכרון</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>פרטיות</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>התנגשויות</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נדחו</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>פעילות</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>הודעות</translation>
    </message>
    <message>
        <source>About</source>
        <translation>אודות</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>אשפה</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>מקורות</translation>
    </message>
</context>
<context>
    <name>mimir::SetupWizard</name>
    <message>
        <source>Set up Mimir Sync</source>
        <translation>הגדרת Mimir Sync</translation>
    </message>
    <message>
        <source>Welcome to Mimir Sync</source>
        <translation>ברוכים הבאים אל Mimir Sync</translation>
    </message>
    <message>
        <source>Mimir Sync keeps the history of your coding agents safe and in step on all your devices.</source>
        <translation>‏Mimir Sync שומר על ההיסטוריה של סוכני התכנות שלך בטוחה ומסונכרנת בכל המכשירים שלך.</translation>
    </message>
    <message>
        <source>Nothing leaves this device until you press Finish.</source>
        <translation>דבר לא יוצא מהמכשיר הזה לפני הלחיצה על “סיים”.</translation>
    </message>
    <message>
        <source>Sign in with the &amp;browser</source>
        <translation>התחברות ב&amp;דפדפן</translation>
    </message>
    <message>
        <source>Sign in with e-mail and &amp;password</source>
        <translation>התחברות בדוא״ל וב&amp;סיסמה</translation>
    </message>
    <message>
        <source>&amp;Try it with a server on this computer</source>
        <translation>הת&amp;נסות עם שרת במחשב הזה</translation>
    </message>
    <message>
        <source>No account is needed. Everything stays on this computer; you can sign in elsewhere later.</source>
        <translation>אין צורך בחשבון. הכול נשאר במחשב הזה; אפשר להתחבר למקום אחר אחר כך.</translation>
    </message>
    <message>
        <source>&amp;Only keep history on this device</source>
        <translation>&amp;רק לשמור את ההיסטוריה במכשיר הזה</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>התחברות</translation>
    </message>
    <message>
        <source>Your history is sent only to the server you name here.</source>
        <translation>ההיסטוריה שלך נשלחת רק לשרת שמצוין כאן.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Starting a server</source>
        <translation>הפעלת שרת</translation>
    </message>
    <message>
        <source>What to sync</source>
        <translation>מה לסנכרן</translation>
    </message>
    <message>
        <source>&amp;Everything on this device, and everything new</source>
        <translation>&amp;כל מה שהוקלט במכשיר הזה, ומה שעוד יגיע</translation>
    </message>
    <message>
        <source>Only what is recorded &amp;from now on</source>
        <translation>רק מה שיגיע מ&amp;עכשיו</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>מוכן</translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Press Finish to start syncing.</source>
        <translation>עדיין לא נשלח דבר. “סיים” מתחיל את הסנכרון.</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>מה יישלח</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>פריט</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>השתנה</translation>
    </message>
    <message>
        <source>Sho&amp;w what would be sent…</source>
        <translation>הצגת &amp;מה שיישלח…</translation>
    </message>
    <message>
        <source>Your own server will run on this computer while Mimir Sync does. Press Next to start it.</source>
        <translation>שרת משלך יפעל במחשב הזה כל עוד Mimir Sync פועל. יש ללחוץ “קדימה” כדי להפעיל אותו.</translation>
    </message>
    <message>
        <source>Enter the address of your server.</source>
        <translation>יש להקליד את כתובת השרת שלך.</translation>
    </message>
    <message>
        <source>Enter server, e-mail and password.</source>
        <translation>יש להקליד שרת, דוא״ל וסיסמה.</translation>
    </message>
    <message>
        <source>Starting the server…</source>
        <translation>השרת מופעל…</translation>
    </message>
    <message>
        <source>The server is not installed on this computer: install the package mimir-teams-server, or go back and sign in elsewhere.</source>
        <translation>השרת אינו מותקן במחשב הזה: יש להתקין את החבילה mimir-teams-server, או לחזור ולהתחבר למקום אחר.</translation>
    </message>
    <message>
        <source>The server could not be started. Nothing was changed; go back and choose another way.</source>
        <translation>לא ניתן היה להפעיל את השרת. דבר לא השתנה; אפשר לחזור ולבחור דרך אחרת.</translation>
    </message>
    <message>
        <source>Nothing has left this device yet.</source>
        <translation>עדיין דבר לא יצא מהמכשיר הזה.</translation>
    </message>
    <message>
        <source>Everything already here stays on this device permanently, and so does whatever you add to these conversations.</source>
        <translation>מה שכבר נמצא כאן נשאר במכשיר הזה לתמיד, וכך גם כל מה שיתווסף לשיחות האלה.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is sent now. %n &amp;item(s) recorded so far stay on this device.</source>
        <translation>
            <numerusform>דבר לא נשלח עכשיו. &amp;פריט אחד שהוקלט עד כה נשאר במכשיר הזה.</numerusform>
            <numerusform>דבר לא נשלח עכשיו. %n &amp;פריטים שהוקלטו עד כה נשארים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>There &amp;is nothing to send yet. What you record from now on is sent automatically.</source>
        <translation>עדיין אין מה &amp;לשלוח. מה שיוקלט מעכשיו יישלח אוטומטית.</translation>
    </message>
    <message numerus="yes">
        <source>%n &amp;item(s) will be sent:</source>
        <translation>
            <numerusform>&amp;פריט אחד יישלח:</numerusform>
            <numerusform>%n &amp;פריטים יישלחו:</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;May be sent:</source>
        <translation>מתוך זה מותר ל&amp;שלוח:</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>מתוך זה מותר לשלוח</translation>
    </message>
    <message>
        <source>Fo&amp;lders to sync; nothing from other folders leaves this device:</source>
        <translation>&amp;תיקיות לסנכרון; מהאחרות דבר אינו יוצא מהמכשיר הזה:</translation>
    </message>
    <message>
        <source>Folders to sync</source>
        <translation>תיקיות לסנכרון</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Never sent: secrets, environment variables and this program&apos;s settings; and, unless you choose otherwise, what is recorded in privacy mode.</source>
        <translation>לעולם לא נשלחים: סודות, משתני סביבה והגדרות של תוכנית זו; וגם, אלא אם ייבחר אחרת, מה שמוקלט במצב פרטיות.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) stay on this device.</source>
        <translation>
            <numerusform>פריט אחד נשאר במכשיר הזה.</numerusform>
            <numerusform>%n פריטים נשארים במכשיר הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing &amp;is sent now.</source>
        <translation>דב&amp;ר אינו נשלח עכשיו.</translation>
    </message>
    <message>
        <source>What would be sent cannot be read. Go back and try again.</source>
        <translation>לא ניתן לקרוא מה יישלח. חזרו אחורה ונסו שוב.</translation>
    </message>
    <message>
        <source>The folders of your history cannot be read, so nothing is sent. Press Next to try again.</source>
        <translation>לא ניתן לקרוא את התיקיות של ההיסטוריה שלכם, ולכן לא נשלח דבר. לחצו על ‏הבא כדי לנסות שוב.</translation>
    </message>
    <message>
        <source>Which agents?</source>
        <translation>אילו סוכנים?</translation>
    </message>
    <message>
        <source>These have left their history on this computer. It is read, never changed.</source>
        <translation>אלה השאירו את ההיסטוריה שלהם במחשב הזה. היא נקראת ולעולם אינה משתנה.</translation>
    </message>
    <message>
        <source>Those with a &amp;tick are added to your history on this device now, and followed from then on:</source>
        <translation>המסומ&amp;נים מתווספים עכשיו להיסטוריה שלך במכשיר הזה, ומאז במעקב:</translation>
    </message>
    <message>
        <source>Agents to follow</source>
        <translation>סוכנים למעקב</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>תמלילים</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>מאז</translation>
    </message>
    <message>
        <source>Nothing of it leaves this device before Finish: the next pages say what would be sent.</source>
        <translation>דבר מזה אינו יוצא מהמכשיר הזה לפני הסיום: הדפים הבאים מציגים מה יישלח.</translation>
    </message>
    <message>
        <source>Not everything was read. What was read is kept on this device. Press Next to go on reading, or remove a tick to go on without it.</source>
        <translation>לא הכול נקרא. מה שנקרא נשמר במכשיר הזה. „הבא” ממשיך לקרוא; אפשר גם להסיר סימון ולהמשיך בלעדיו.</translation>
    </message>
</context>
<context>
    <name>mimir::SharingActions</name>
    <message>
        <source>Share</source>
        <translation>שיתוף</translation>
    </message>
    <message>
        <source>Share “%1” with your team?</source>
        <translation>לשתף את “%1” עם הצוות שלך?</translation>
    </message>
    <message>
        <source>Share “%1” with the team %2?</source>
        <translation>לשתף את “%1” עם הצוות %2?</translation>
    </message>
    <message>
        <source>Everyone in the team can read it, including what is added to it later. Only you can change it, and you can stop sharing at any time: it then disappears from their devices.</source>
        <translation>כל חברי הצוות יכולים לקרוא אותה, גם את מה שיתווסף בהמשך. רק לך אפשר לשנות אותה, ואפשר להפסיק בכל עת: אז היא נעלמת מהמכשירים שלהם.</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;שיתוף</translation>
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
        <translation>התחברות – Mimir Sync</translation>
    </message>
    <message>
        <source>Your history is sent only to the server you name here.</source>
        <translation>ההיסטוריה שלך נשלחת רק לשרת שמצוין כאן.</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>ה&amp;תחברות</translation>
    </message>
    <message>
        <source>With the &amp;browser…</source>
        <translation>בדפד&amp;פן…</translation>
    </message>
    <message>
        <source>With a pass&amp;word…</source>
        <translation>עם סיס&amp;מה…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;ביטול</translation>
    </message>
    <message>
        <source>Change address</source>
        <translation>שינוי כתובת</translation>
    </message>
    <message>
        <source>C&amp;hange address</source>
        <translation>שינוי &amp;כתובת</translation>
    </message>
</context>
<context>
    <name>mimir::SignInForm</name>
    <message>
        <source>Ser&amp;ver:</source>
        <translation>&amp;שרת:</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>&amp;E-mail:</source>
        <translation>&amp;דוא״ל:</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;סיסמה:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>סיסמה</translation>
    </message>
    <message>
        <source>&amp;Organisation:</source>
        <translation>&amp;ארגון:</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>ארגון</translation>
    </message>
    <message>
        <source>Optional – the server chooses</source>
        <translation>לא חובה – השרת בוחר</translation>
    </message>
    <message>
        <source>&amp;Team:</source>
        <translation>&amp;צוות:</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>צוות</translation>
    </message>
    <message>
        <source>Optional – your only team, or else your own</source>
        <translation>לא חובה – הצוות היחיד שלך, אחרת האישי</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>קוד</translation>
    </message>
    <message>
        <source>Open the pa&amp;ge</source>
        <translation>&amp;פתיחת הדף</translation>
    </message>
    <message>
        <source>Cop&amp;y code</source>
        <translation>ה&amp;עתקת הקוד</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>מתחבר</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>No browser could be started. Open the address on any device and enter the code.</source>
        <translation>לא ניתן היה להפעיל דפדפן. אפשר לפתוח את הכתובת בכל מכשיר ולהקליד את הקוד.</translation>
    </message>
    <message>
        <source>Open %1 and enter this code. This window continues automatically.</source>
        <translation>יש לפתוח את %1 ולהקליד את הקוד הזה. החלון הזה ימשיך מעצמו.</translation>
    </message>
    <message>
        <source>This server does not support signing in with a browser. Use e-mail and password.</source>
        <translation>השרת הזה אינו מאפשר התחברות בדפדפן. יש להשתמש בדוא״ל ובסיסמה.</translation>
    </message>
    <message>
        <source>Your account has no organisation or team with that name on this server.</source>
        <translation>לחשבון שלך אין ארגון או צוות בשם הזה בשרת הזה.</translation>
    </message>
    <message>
        <source>The sign-in was denied in the browser. Nothing was changed.</source>
        <translation>ההתחברות נדחתה בדפדפן. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>No one approved the code in time. Try again.</source>
        <translation>איש לא אישר את הקוד בזמן. יש לנסות שוב.</translation>
    </message>
    <message>
        <source>This is not a server address; one looks like https://mimir.example.org. Nothing was sent.</source>
        <translation>זו אינה כתובת של שרת; כתובת נראית כך: https://mimir.example.org. דבר לא נשלח.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the address, and whether you are online. Nothing was sent.</source>
        <translation>אי אפשר להגיע לשרת. יש לבדוק את הכתובת ואת החיבור לרשת. דבר לא נשלח.</translation>
    </message>
    <message>
        <source>Which of your teams? Enter one of these: %1</source>
        <translation>איזה מהצוותים? יש להזין אחד מאלה: %1</translation>
    </message>
    <message>
        <source>The current address is %1. Enter the same server&apos;s new address, and your password there. Nothing is sent until the new address has shown that it has the same history.</source>
        <translation>הכתובת עד עכשיו היא %1. יש להזין את הכתובת החדשה של אותו שרת, ואת הסיסמה שם. דבר לא נשלח לפני שהכתובת החדשה מראה שיש בה אותה היסטוריה.</translation>
    </message>
    <message>
        <source>This is another server: it has none of your teams. The address was not changed and nothing was sent.</source>
        <translation>זה שרת אחר: אין בו אף אחד מהצוותים שלך. הכתובת לא שונתה ודבר לא נשלח.</translation>
    </message>
</context>
<context>
    <name>mimir::SourceActions</name>
    <message>
        <source>Sources</source>
        <translation>מקורות</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>הוספת תיקייה</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were new or changed.</source>
        <translation>
            <numerusform>פריט אחד היה חדש או השתנה.</numerusform>
            <numerusform>%n פריטים היו חדשים או השתנו.</numerusform>
        </translation>
    </message>
    <message>
        <source>The reading was not finished. What was read stays; it goes on from there.</source>
        <translation>הקריאה לא הסתיימה. מה שנקרא נשאר; משם היא תימשך.</translation>
    </message>
</context>
<context>
    <name>mimir::SourcesImport</name>
    <message>
        <source>Agents</source>
        <translation>סוכנים</translation>
    </message>
    <message>
        <source>Reading what your agents have written…</source>
        <translation>קורא מה שהסוכנים שלך כתבו…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 מתוך %2</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) could not be read; the page Sources says which, and why.</source>
        <translation>
            <numerusform>לא היה אפשר לקרוא תמליל אחד; הדף „מקורות” מציג איזה ומדוע.</numerusform>
            <numerusform>לא היה אפשר לקרוא %n תמלילים; הדף „מקורות” מציג אילו ומדוע.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) were read before that and are kept.</source>
        <translation>
            <numerusform>פריט אחד נקרא לפני כן ונשאר.</numerusform>
            <numerusform>%n פריטים נקראו לפני כן ונשארים.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::SourcesPage</name>
    <message>
        <source>A&amp;gents on this computer:</source>
        <translation>סו&amp;כנים במחשב הזה:</translation>
    </message>
    <message>
        <source>Agents on this computer</source>
        <translation>סוכנים במחשב הזה</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>תיקייה</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>תמלילים</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>נכתב לאחרונה</translation>
    </message>
    <message>
        <source>How far it is read</source>
        <translation>כמה נקרא</translation>
    </message>
    <message>
        <source>Leave alone what was last &amp;written before</source>
        <translation>הת&amp;עלמות ממה שנכתב לאחרונה לפני</translation>
    </message>
    <message>
        <source>Leave alone what was last written before</source>
        <translation>התעלמות ממה שנכתב לאחרונה לפני</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>&amp;Read now</source>
        <translation>&amp;קריאה עכשיו</translation>
    </message>
    <message>
        <source>Add &amp;folder</source>
        <translation>הוספת &amp;תיקייה</translation>
    </message>
    <message>
        <source>Folder of %1…</source>
        <translation>תיקייה של %1…</translation>
    </message>
    <message>
        <source>No history of a coding agent that Mimir Sync can read was found on this computer. If one keeps it elsewhere, add its folder.</source>
        <translation>לא נמצאה במחשב הזה היסטוריה של סוכן ש־Mimir Sync יכול לקרוא. אם סוכן שומר אותה במקום אחר, אפשר להוסיף את התיקייה שלו.</translation>
    </message>
    <message>
        <source>What the agents with a tick write is added to your history. Their files are only read, never changed; what they delete stays here.</source>
        <translation>מה שהסוכנים המסומנים כותבים מתווסף להיסטוריה שלך. הקבצים שלהם רק נקראים ולעולם אינם משתנים; מה שהם מוחקים נשאר כאן.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Records that this version does not know: %1</source>
        <translation>רשומות שהגרסה הזאת אינה מכירה: %1</translation>
    </message>
    <message>
        <source>&amp;Date:</source>
        <translation>תא&amp;ריך:</translation>
    </message>
    <message>
        <source>What was allowed or denied: %1.</source>
        <translation>מה הותר או נדחה: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more device(s): “mimir sources coverage” lists all of them.</source>
        <translation>
            <numerusform>עוד מכשיר אחד: ⁨mimir sources coverage⁩ מציג את כולם.</numerusform>
            <numerusform>עוד %n מכשירים: ⁨mimir sources coverage⁩ מציג את כולם.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mimir::StatusPage</name>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>What the state means</source>
        <translation>מה משמעות המצב</translation>
    </message>
    <message>
        <source>Progress of syncing</source>
        <translation>התקדמות הסנכרון</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>&amp;עצירה</translation>
    </message>
    <message>
        <source>Stops syncing; the rest is sent when you resume</source>
        <translation>עוצר את הסנכרון; היתר יישלח אחרי “המשך”</translation>
    </message>
    <message>
        <source>Sync &amp;now</source>
        <translation>סנכרון ע&amp;כשיו</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>ה&amp;שהיה</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>ה&amp;משך</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>הת&amp;חברות…</translation>
    </message>
    <message>
        <source>Last sent:</source>
        <translation>נשלח לאחרונה:</translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation>נשלח לאחרונה</translation>
    </message>
    <message>
        <source>Last received:</source>
        <translation>התקבל לאחרונה:</translation>
    </message>
    <message>
        <source>Last received</source>
        <translation>התקבל לאחרונה</translation>
    </message>
    <message>
        <source>Next try:</source>
        <translation>הניסיון הבא:</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>הניסיון הבא</translation>
    </message>
    <message>
        <source>Waiting to be sent:</source>
        <translation>ממתין לשליחה:</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>ממתין לשליחה</translation>
    </message>
    <message>
        <source>Held by privacy mode:</source>
        <translation>מעוכב במצב פרטיות:</translation>
    </message>
    <message>
        <source>Held by privacy mode</source>
        <translation>מעוכב במצב פרטיות</translation>
    </message>
    <message>
        <source>&amp;Decide…</source>
        <translation>החל&amp;טה…</translation>
    </message>
    <message>
        <source>Decide about held items</source>
        <translation>החלטה על הפריטים המעוכבים</translation>
    </message>
    <message>
        <source>Refused by the server:</source>
        <translation>נדחה על ידי השרת:</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>נדחה על ידי השרת</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;בדיקה…</translation>
    </message>
    <message>
        <source>Review refused items</source>
        <translation>בדיקת הפריטים שנדחו</translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>התנגשויות:</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>התנגשויות</translation>
    </message>
    <message>
        <source>Revie&amp;w…</source>
        <translation>בדי&amp;קה…</translation>
    </message>
    <message>
        <source>Review conflicts</source>
        <translation>בדיקת ההתנגשויות</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>24 השעות האחרונות</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>‏%1 מתוך %2</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>היסטו&amp;ריה…</translation>
    </message>
    <message>
        <source>&amp;Bars show:</source>
        <translation>העמודו&amp;ת מציגות:</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>The last 24 hou&amp;rs</source>
        <translation>24 השעות ה&amp;אחרונות</translation>
    </message>
    <message>
        <source>&amp;Answer…</source>
        <translation>&amp;מענה…</translation>
    </message>
    <message>
        <source>Answer the question about your data</source>
        <translation>מענה על השאלה לגבי הנתונים שלך</translation>
    </message>
    <message>
        <source>Cannot be sent:</source>
        <translation>אי אפשר לשלוח:</translation>
    </message>
    <message>
        <source>Refused, or cannot be sent:</source>
        <translation>נדחה, או שאי אפשר לשלוח:</translation>
    </message>
</context>
<context>
    <name>mimir::SyncPage</name>
    <message>
        <source>When to sync</source>
        <translation>מתי לסנכרן</translation>
    </message>
    <message>
        <source>Collect chan&amp;ges for:</source>
        <translation>&amp;איסוף שינויים במשך:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> שנ׳</translation>
    </message>
    <message>
        <source>Items in one &amp;request:</source>
        <translation>&amp;פריטים בבקשה אחת:</translation>
    </message>
    <message>
        <source>&amp;Metered networks:</source>
        <translation>רשתות ב&amp;תשלום:</translation>
    </message>
    <message>
        <source>&amp;Battery:</source>
        <translation>&amp;סוללה:</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>רשת</translation>
    </message>
    <message>
        <source>Pro&amp;xy:</source>
        <translation>פ&amp;רוקסי:</translation>
    </message>
    <message>
        <source>Ki&amp;nd:</source>
        <translation>ס&amp;וג:</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>מאר&amp;ח:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>פור&amp;ט:</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>משת&amp;מש:</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>המחשב הזה</translation>
    </message>
    <message>
        <source>&amp;Start when I log in to this computer</source>
        <translation>&amp;הפעלה עם הכניסה למחשב הזה</translation>
    </message>
    <message>
        <source>L&amp;anguage:</source>
        <translation>&amp;שפה:</translation>
    </message>
    <message>
        <source>Panel &amp;icon:</source>
        <translation>סמל ב&amp;לוח:</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation>סיס&amp;מה:</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>סיסמת הפרוקסי</translation>
    </message>
    <message>
        <source>(stored)</source>
        <translation>(נשמרה)</translation>
    </message>
</context>
<context>
    <name>mimir::TextDialog</name>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>ה&amp;עתקה</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;שמירה…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>ס&amp;גירה</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>נשמר.</translation>
    </message>
    <message>
        <source>It could not be saved there. Nothing was changed: choose another place.</source>
        <translation>לא ניתן היה לכתוב לשם. דבר לא השתנה: יש לבחור מקום אחר.</translation>
    </message>
</context>
<context>
    <name>mimir::TrafficChart</name>
    <message>
        <source>Nothing was sent or received in the last 24 hours.</source>
        <translation>לא נשלח ולא התקבל דבר ב-24 השעות האחרונות.</translation>
    </message>
    <message>
        <source>Sent: %1, %2. </source>
        <translation>נשלח: %1, ‏%2. </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>פריט אחד</numerusform>
            <numerusform>%n פריטים</numerusform>
        </translation>
    </message>
    <message>
        <source>Received: %1, %2.</source>
        <translation>התקבל: %1, ‏%2.</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed.</source>
        <translation>
            <numerusform>ניסיון אחד לא הצליח.</numerusform>
            <numerusform>%n ניסיונות לא הצליחו.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>%1: nothing</source>
        <translation>‏%1: כלום</translation>
    </message>
    <message>
        <source>%1: %2 sent (%3), %4 received (%5)</source>
        <translation>‏%1: נשלחו %2 (%3), התקבלו %4 (%5)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>עכשיו</translation>
    </message>
    <message>
        <source>sent above, received below, failed ×</source>
        <translation>נשלח למעלה, התקבל למטה, נכשל ×</translation>
    </message>
</context>
<context>
    <name>mimir::TrashActions</name>
    <message>
        <source>&amp;Delete them</source>
        <translation>מ&amp;חיקה</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>שמי&amp;רה</translation>
    </message>
    <message>
        <source>Deletions</source>
        <translation>מחיקות</translation>
    </message>
    <message>
        <source>Delete them here as well, or keep them?</source>
        <translation>למחוק גם כאן או לשמור?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>שחזור</translation>
    </message>
    <message>
        <source>It is no longer in the trash.</source>
        <translation>הפריט אינו באשפה עוד.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are back in your history, as new ones.</source>
        <translation>
            <numerusform>פריט אחד חזר להיסטוריה שלך, כפריט חדש.</numerusform>
            <numerusform>%n פריטים חזרו להיסטוריה שלך, כפריטים חדשים.</numerusform>
        </translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>באשפה</translation>
    </message>
    <message>
        <source>%1, d&amp;eleted on %2:</source>
        <translation>%1, &amp;נמחק ב-%2:</translation>
    </message>
    <message>
        <source>%1, d&amp;eleted on %2: “%3”</source>
        <translation>%1, &amp;נמחק ב-%2: “%3”</translation>
    </message>
    <message numerus="yes">
        <source>(%n more item(s).)</source>
        <translation>
            <numerusform>(ועוד פריט אחד.)</numerusform>
            <numerusform>(ועוד %n פריטים.)</numerusform>
        </translation>
    </message>
    <message>
        <source>Tool call %1</source>
        <translation>קריאת כלי %1</translation>
    </message>
    <message>
        <source>%1, %2:</source>
        <translation>%1, %2:</translation>
    </message>
    <message>
        <source>It contains no messages.</source>
        <translation>אין בו הודעות.</translation>
    </message>
    <message>
        <source>Nothing was decided: the question has changed in the meantime, or no longer applies.</source>
        <translation>לא הוחלט דבר: בינתיים השאלה השתנתה או שכבר אינה רלוונטית.</translation>
    </message>
</context>
<context>
    <name>mimir::TrashPage</name>
    <message>
        <source>Deletions that are held back</source>
        <translation>מחיקות מושהות</translation>
    </message>
    <message>
        <source>&amp;Decide…</source>
        <translation>החל&amp;טה…</translation>
    </message>
    <message>
        <source>Decide about deletions that are held back</source>
        <translation>החלטה לגבי מחיקות מושהות</translation>
    </message>
    <message>
        <source>Deleted &amp;items:</source>
        <translation>פ&amp;ריטים שנמחקו:</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>אשפה</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>נמחק על ידי</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>נמחק</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>נשמר עד</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;שחזור</translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation>&amp;הצגה…</translation>
    </message>
    <message>
        <source>a server that is no longer known</source>
        <translation>שרת שאינו מוכר עוד</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 בשרת %2</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(ללא כותרת)</translation>
    </message>
    <message>
        <source>it is restored</source>
        <translation>השחזור</translation>
    </message>
</context>
<context>
    <name>mimir::TrayMenu</name>
    <message>
        <source>Sync &amp;now</source>
        <translation>סנכרון ע&amp;כשיו</translation>
    </message>
    <message>
        <source>P&amp;ause</source>
        <translation>ה&amp;שהיה</translation>
    </message>
    <message>
        <source>&amp;30 minutes</source>
        <translation>&amp;30 דקות</translation>
    </message>
    <message>
        <source>&amp;2 hours</source>
        <translation>&amp;2 שעות</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>עד &amp;מחר</translation>
    </message>
    <message>
        <source>Until I &amp;resume</source>
        <translation>עד ש&amp;אמשיך</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>ה&amp;משך</translation>
    </message>
    <message>
        <source>&amp;Privacy mode</source>
        <translation>מצב &amp;פרטיות</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>ה&amp;גדרות…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;יציאה</translation>
    </message>
    <message>
        <source>&amp;Conflicts (%1)…</source>
        <translation>הת&amp;נגשויות (%1)…</translation>
    </message>
    <message>
        <source>&amp;Retry failed (%1)</source>
        <translation>ניסיון &amp;חוזר לנדחים (%1)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>היסטו&amp;ריה…</translation>
    </message>
    <message>
        <source>&amp;Privacy mode (not allowed by your organisation)</source>
        <translation>מצב &amp;פרטיות (הארגון אינו מאפשר)</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>התח&amp;ברות…</translation>
    </message>
    <message>
        <source>Re&amp;view refused (%1)…</source>
        <translation>בדי&amp;קת הנדחים (%1)…</translation>
    </message>
    <message>
        <source>Re&amp;view what was not sent (%1)…</source>
        <translation>בדי&amp;קת מה שלא נשלח (%1)…</translation>
    </message>
</context>
<context>
    <name>SignedIn</name>
    <message>
        <source>The server refused this: you are not, or no longer, a member of %1, which this device is signed in to. Everything here stays on this device; to sync with another organisation, sign in again.</source>
        <translation>השרת סירב: החברות ב־%1, שאליו מכשיר זה מחובר, אינה קיימת או הסתיימה. הכול כאן נשאר במכשיר זה; כדי לסנכרן עם ארגון אחר יש להתחבר מחדש.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>app::LimitsDialog</name>
    <message numerus="yes">
        <source>Recorded now: %1 event(s) with %2 of data.</source>
        <translation>
            <numerusform>Recorded now: %1 event with %2 of data.</numerusform>
            <numerusform>Recorded now: %1 events with %2 of data.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The oldest %1 event(s) will be dropped.</source>
        <translation>
            <numerusform>The oldest %1 event will be dropped.</numerusform>
            <numerusform>The oldest %1 events will be dropped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::LossQuestion</name>
    <message numerus="yes">
        <source>%1 event(s) are not saved. Without saving they are lost.</source>
        <translation>
            <numerusform>%1 event is not saved. Without saving it is lost.</numerusform>
            <numerusform>%1 events are not saved. Without saving they are lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::RecordingView</name>
    <message numerus="yes">
        <source>Recording of %1 with %2 event(s).</source>
        <translation>
            <numerusform>Recording of %1 with %2 event.</numerusform>
            <numerusform>Recording of %1 with %2 events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 older event(s) had been dropped.</source>
        <translation>
            <numerusform>%1 older event had been dropped.</numerusform>
            <numerusform>%1 older events had been dropped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) had come too fast to be recorded.</source>
        <translation>
            <numerusform>%1 event had come too fast to be recorded.</numerusform>
            <numerusform>%1 events had come too fast to be recorded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The end was cut off: %1 byte(s) of an unfinished line were ignored.</source>
        <translation>
            <numerusform>The end was cut off: %1 byte of an unfinished line was ignored.</numerusform>
            <numerusform>The end was cut off: %1 bytes of an unfinished line were ignored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::SaveJobText</name>
    <message numerus="yes">
        <source>%1 event(s), %2, were written to %3.</source>
        <translation>
            <numerusform>%1 event, %2, was written to %3.</numerusform>
            <numerusform>%1 events, %2, were written to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 packet(s), %2, were written to %3. Comments: %4.</source>
        <translation>
            <numerusform>%1 packet, %2, was written to %3. Comments: %4.</numerusform>
            <numerusform>%1 packets, %2, were written to %3. Comments: %4.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::WindowFiles</name>
    <message numerus="yes">
        <source>Only the first %1 of %Ln file(s) were opened.</source>
        <translation>
            <numerusform>Only the first %1 of %Ln file was opened.</numerusform>
            <numerusform>Only the first %1 of %Ln files were opened.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>The file ends too early: %n event is missing.</source>
        <comment>The file ends too early: %n events are missing.</comment>
        <translation>
            <numerusform>The file ends too early: %n event is missing.</numerusform>
            <numerusform>The file ends too early: %n events are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The observer wrote a record of kind %1 with %n byte, which cannot be.</source>
        <comment>The observer wrote a record of kind %1 with %n bytes, which cannot be.</comment>
        <translation>
            <numerusform>The observer wrote a record of kind %1 with %n byte, which cannot be.</numerusform>
            <numerusform>The observer wrote a record of kind %1 with %n bytes, which cannot be.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading is paused: the peer does not take what we send. Waiting: %n byte.</source>
        <comment>Reading is paused: the peer does not take what we send. Waiting: %n bytes.</comment>
        <translation>
            <numerusform>Reading is paused: the peer does not take what we send. Waiting: %n byte.</numerusform>
            <numerusform>Reading is paused: the peer does not take what we send. Waiting: %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading goes on: the peer takes what we send again. Still waiting: %n byte.</source>
        <comment>Reading goes on: the peer takes what we send again. Still waiting: %n bytes.</comment>
        <translation>
            <numerusform>Reading goes on: the peer takes what we send again. Still waiting: %n byte.</numerusform>
            <numerusform>Reading goes on: the peer takes what we send again. Still waiting: %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Thrown away, because the connection was closed before the peer took it: %n byte.</source>
        <comment>Thrown away, because the connection was closed before the peer took it: %n bytes.</comment>
        <translation>
            <numerusform>Thrown away, because the connection was closed before the peer took it: %n byte.</numerusform>
            <numerusform>Thrown away, because the connection was closed before the peer took it: %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message was not sent: the peer does not read. Waiting: %n byte.</source>
        <comment>The message was not sent: the peer does not read. Waiting: %n bytes.</comment>
        <translation>
            <numerusform>The message was not sent: the peer does not read. Waiting: %n byte.</numerusform>
            <numerusform>The message was not sent: the peer does not read. Waiting: %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not recorded, because events came faster than they could be stored: %n event.</source>
        <comment>Not recorded, because events came faster than they could be stored: %n events.</comment>
        <translation>
            <numerusform>Not recorded, because events came faster than they could be stored: %n event.</numerusform>
            <numerusform>Not recorded, because events came faster than they could be stored: %n events.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::CountText</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::EventDetails</name>
    <message numerus="yes">
        <source>Only the first %1 byte(s) were copied.</source>
        <translation>
            <numerusform>Only the first %1 byte was copied.</numerusform>
            <numerusform>Only the first %1 bytes were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::KernelSocketText</name>
    <message numerus="yes">
        <source>Up to %1 segment(s) of %2 B may be on their way unacknowledged.</source>
        <translation>
            <numerusform>Up to %1 segment of %2 B may be on their way unacknowledged.</numerusform>
            <numerusform>Up to %1 segments of %2 B may be on their way unacknowledged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::KernelSocketsPanel</name>
    <message numerus="yes">
        <source>%1 of %2 socket(s)</source>
        <extracomment>%1 sockets shown, %2 sockets of the machine</extracomment>
        <translation>
            <numerusform>%1 of %2 socket</numerusform>
            <numerusform>%1 of %2 sockets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LadderExportText</name>
    <message numerus="yes">
        <source>%1 of %2 row(s)</source>
        <translation>
            <numerusform>%1 of %2 row</numerusform>
            <numerusform>%1 of %2 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calls, states and packets of the server and the client in the order of time, from %1 s to %2 s; %3 of %4 row(s).</source>
        <translation>
            <numerusform>Calls, states and packets of the server and the client in the order of time, from %1 s to %2 s; %3 of %4 row.</numerusform>
            <numerusform>Calls, states and packets of the server and the client in the order of time, from %1 s to %2 s; %3 of %4 rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LadderText</name>
    <message numerus="yes">
        <source>%Ln send(s)</source>
        <extracomment>how often send() was called</extracomment>
        <translation>
            <numerusform>%Ln send</numerusform>
            <numerusform>%Ln sends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recv(s)</source>
        <extracomment>how often recv() was called</extracomment>
        <translation>
            <numerusform>%Ln recv</numerusform>
            <numerusform>%Ln recvs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LogActions</name>
    <message numerus="yes">
        <source>%Ln bookmark(s) went with the events, which were dropped.</source>
        <translation>
            <numerusform>One bookmark went with its event, which was dropped.</numerusform>
            <numerusform>%Ln bookmarks went with their events, which were dropped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln bookmark(s), and no more can be kept.</source>
        <translation>
            <numerusform>There is %Ln bookmark, and no more can be kept.</numerusform>
            <numerusform>There are %Ln bookmarks, and no more can be kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LogOverlay</name>
    <message numerus="yes">
        <source>The filter hides all %1 event(s).</source>
        <translation>
            <numerusform>There is %1 event, and the filter hides it.</numerusform>
            <numerusform>The filter hides all %1 events.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LogToolbar</name>
    <message numerus="yes">
        <source>%1 event(s) dropped</source>
        <translation>
            <numerusform>%1 event dropped</numerusform>
            <numerusform>%1 events dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) lost</source>
        <translation>
            <numerusform>%1 event lost</numerusform>
            <numerusform>%1 events lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::MessageBar</name>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::MessageEdit</name>
    <message numerus="yes">
        <source>The text was not pasted: it has %Ln character(s), the longest message %1.</source>
        <translation>
            <numerusform>The text was not pasted: it has %Ln character, the longest message %1.</numerusform>
            <numerusform>The text was not pasted: it has %Ln characters, the longest message %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s), shown shortened. Enter sends all of them, Esc removes them.</source>
        <translation>
            <numerusform>%Ln character, shown shortened. Enter sends all of them, Esc removes them.</numerusform>
            <numerusform>%Ln characters, shown shortened. Enter sends all of them, Esc removes them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PacketsPanel</name>
    <message numerus="yes">
        <source>The filter hides all %1 packet(s).</source>
        <translation>
            <numerusform>There is %1 packet, and the filter hides it.</numerusform>
            <numerusform>The filter hides all %1 packets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RowsStatus</name>
    <message numerus="yes">
        <source>Only the first %1 of %Ln row(s) were copied: a copy ends after %2 characters. Export the events to have all.</source>
        <translation>
            <numerusform>Only the first %1 of %Ln row was copied: a copy ends after %2 characters. Export the events to have all.</numerusform>
            <numerusform>Only the first %1 of %Ln rows were copied: a copy ends after %2 characters. Export the events to have all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These rows are paused: %1 event(s) since. Recording goes on.</source>
        <translation>
            <numerusform>These rows are paused: %1 event since. Recording goes on.</numerusform>
            <numerusform>These rows are paused: %1 events since. Recording goes on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These rows are paused since %1 s: %2 event(s) since. Recording goes on.</source>
        <extracomment>%1: a time in seconds; %2: a number</extracomment>
        <translation>
            <numerusform>These rows are paused since %1 s: %2 event since. Recording goes on.</numerusform>
            <numerusform>These rows are paused since %1 s: %2 events since. Recording goes on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) were dropped, as the recording is full.</source>
        <translation>
            <numerusform>%1 row was dropped, as the recording is full.</numerusform>
            <numerusform>%1 rows were dropped, as the recording is full.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not following: %Ln new event(s) below.</source>
        <translation>
            <numerusform>Not following: %Ln new event below.</numerusform>
            <numerusform>Not following: %Ln new events below.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::SaveBytesText</name>
    <message numerus="yes">
        <source>%1 byte(s) were written to %2.</source>
        <translation>
            <numerusform>%1 byte was written to %2.</numerusform>
            <numerusform>%1 bytes were written to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::StreamPanel</name>
    <message numerus="yes">
        <source>Only the first %1 byte(s) were copied.</source>
        <translation>
            <numerusform>Only the first %1 byte was copied.</numerusform>
            <numerusform>Only the first %1 bytes were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::StreamText</name>
    <message numerus="yes">
        <source>The recording dropped its %1 oldest event(s): bytes of this stream may be missing before what is shown.</source>
        <translation>
            <numerusform>The recording dropped its %1 oldest event: bytes of this stream may be missing before what is shown.</numerusform>
            <numerusform>The recording dropped its %1 oldest events: bytes of this stream may be missing before what is shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TargetText</name>
    <message numerus="yes">
        <source>A host name has at most %Ln character(s).</source>
        <translation>
            <numerusform>A host name has at most %Ln character.</numerusform>
            <numerusform>A host name has at most %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::WirePanel</name>
    <message numerus="yes">
        <source>The picture shows %1 of %2 row(s).</source>
        <translation>
            <numerusform>The picture shows %1 of %2 row.</numerusform>
            <numerusform>The picture shows %1 of %2 rows.</numerusform>
        </translation>
    </message>
</context>
</TS>

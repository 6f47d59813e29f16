"""Everything that can be refused, as one tree.

    Problem
    ├── Refused              the person may not do this, or not now
    │   ├── Forbidden            it is somebody else's
    │   │   └── NoRole               lacks the right
    │   ├── LastAdministrator    somebody has to be able to give roles
    │   ├── NotInGroups          cannot put polls up in a group
    │   ├── NotOpenYet           the consultation opens later
    │   ├── Closed               the consultation has closed
    │   ├── UnknownConsultation  no consultation by that name
    │   ├── NothingOpen          there is nothing to take part in now
    │   ├── NotForYou            the consultation is for others
    │   ├── Withdrawn            answers were taken back; one can begin anew
    │   ├── Removed              taken out of the results of this consultation
    │   ├── DraftIncomplete      something is missing before it can start
    │   ├── RemindedAlready      those who have not finished are reminded once
    │   ├── NoRows               the answers themselves cannot be had
    │   ├── UnknownMeeting       no meeting by that name
    │   ├── MeetingOff           the meeting was cancelled
    │   ├── MeetingBegun         the meeting has begun, or is over
    │   ├── MeetingAhead         there can be no recording yet
    │   ├── PlacesTaken          fewer places than people who have one
    │   ├── InvitationRefused    unknown, used, withdrawn or expired: one answer for all
    │   └── ConsentMissing       answers are taken after consent alone
    ├── Rejected             what was given cannot be an answer
    │   ├── NotAnOption          neither a number nor a label on offer
    │   ├── EmptyText            nothing was written
    │   ├── TooLong              more characters than fit
    │   ├── TooShort             fewer characters than a statement has
    │   ├── SaidAlready          the same words by the same person
    │   ├── EnoughSaid           as many statements as one person may add
    │   ├── TooFew, TooMany      more, or fewer, have to be chosen
    │   ├── NotTogether          "none of these" was chosen with something else
    │   ├── NotARanking          not all places were given, or one twice
    │   ├── NotANumber, OutOfRange
    │   ├── NotADate, DateOutOfRange
    │   ├── NotAStatement        neither a vote nor the number of a statement
    │   ├── NotText              a photo, a voice message, ...: only words can be kept
    │   ├── NoPicture, NoPictureAwaited, PictureTooLarge, FileTooLarge, FileLost
    │   ├── EditedAfter          a message was corrected after it was sent
    │   ├── AnswerRequired       this question cannot be skipped
    │   ├── DayPassed            the day that was written is over
    │   ├── ClosePassed          what is to open would have closed already
    │   ├── NotATime             a day and a time of day cannot be read in it
    │   ├── TimePassed           the moment that was written is over
    │   ├── NotALink             no address that can be opened
    │   ├── ReplyTooEarly        the reply is promised before the close
    │   ├── NoQuestion           no question can be made of what was written
    │   ├── NoOptions            this question is not answered by options
    │   ├── TooFewOptions, TooManyOptions, SameOption
    │   ├── TooManyQuestions     more than one consultation holds
    │   ├── LastQuestion         a consultation asks something
    │   ├── DependedOn           another question is asked because of this one
    │   ├── DoesNotFit           a draft's format does not take it
    │   ├── PollUnclear          no question with at least two answers
    │   ├── MovedOn              the button belongs to a state that has passed
    │   └── NotUnderstood        nothing here waits for what was written
    ├── Conflict             somebody else was first; the same again may succeed
    └── DefinitionInvalid    a consultation's file has mistakes; carries all of them

An error carries a code and parameters, never a sentence: `screens/` has the words for every code, in every language.
"""

from __future__ import annotations

from deliberation.errors.answers import (
    AnswerRequired,
    DateOutOfRange,
    EditedAfter,
    EmptyText,
    EnoughSaid,
    MovedOn,
    NotADate,
    NotAnOption,
    NotANumber,
    NotARanking,
    NotAStatement,
    NotText,
    NotTogether,
    NotUnderstood,
    OutOfRange,
    SaidAlready,
    TooFew,
    TooLong,
    TooMany,
    TooShort,
)
from deliberation.errors.base import Conflict, Problem, Refused, Rejected
from deliberation.errors.files import DefinitionInvalid, Mistake, Part
from deliberation.errors.preparing import (
    ClosePassed,
    DayPassed,
    DependedOn,
    DoesNotFit,
    FileLost,
    FileTooLarge,
    LastQuestion,
    NoOptions,
    NoPicture,
    NoPictureAwaited,
    NoQuestion,
    NotALink,
    NotATime,
    PictureTooLarge,
    PollUnclear,
    ReplyTooEarly,
    SameOption,
    TimePassed,
    TooFewOptions,
    TooManyOptions,
    TooManyQuestions,
)
from deliberation.errors.refused import (
    Closed,
    ConsentMissing,
    DraftIncomplete,
    Forbidden,
    InvitationRefused,
    LastAdministrator,
    MeetingAhead,
    MeetingBegun,
    MeetingOff,
    NoRole,
    NoRows,
    NotForYou,
    NothingOpen,
    NotInGroups,
    NotOpenYet,
    PlacesTaken,
    RemindedAlready,
    Removed,
    UnknownConsultation,
    UnknownMeeting,
    Withdrawn,
)

__all__ = [
    "AnswerRequired",
    "ClosePassed",
    "Closed",
    "Conflict",
    "ConsentMissing",
    "DateOutOfRange",
    "DayPassed",
    "DefinitionInvalid",
    "DependedOn",
    "DoesNotFit",
    "DraftIncomplete",
    "EditedAfter",
    "EmptyText",
    "EnoughSaid",
    "FileLost",
    "FileTooLarge",
    "Forbidden",
    "InvitationRefused",
    "LastAdministrator",
    "LastQuestion",
    "MeetingAhead",
    "MeetingBegun",
    "MeetingOff",
    "Mistake",
    "MovedOn",
    "NoOptions",
    "NoPicture",
    "NoPictureAwaited",
    "NoQuestion",
    "NoRole",
    "NoRows",
    "NotADate",
    "NotALink",
    "NotANumber",
    "NotARanking",
    "NotAStatement",
    "NotATime",
    "NotAnOption",
    "NotForYou",
    "NotInGroups",
    "NotOpenYet",
    "NotText",
    "NotTogether",
    "NotUnderstood",
    "NothingOpen",
    "OutOfRange",
    "Part",
    "PictureTooLarge",
    "PlacesTaken",
    "PollUnclear",
    "Problem",
    "Refused",
    "Rejected",
    "RemindedAlready",
    "Removed",
    "ReplyTooEarly",
    "SaidAlready",
    "SameOption",
    "TimePassed",
    "TooFew",
    "TooFewOptions",
    "TooLong",
    "TooMany",
    "TooManyOptions",
    "TooManyQuestions",
    "TooShort",
    "UnknownConsultation",
    "UnknownMeeting",
    "Withdrawn",
]

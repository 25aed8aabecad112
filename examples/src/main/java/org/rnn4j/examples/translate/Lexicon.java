package org.rnn4j.examples.translate;

import java.util.List;
import java.util.Map;
import org.rnn4j.examples.translate.Subject.Person;
import org.rnn4j.examples.translate.Verb.Frame;

/** The words of {@link SentenceGrammar}. */
final class Lexicon {

    static final List<Subject> PRONOUNS = List.of(new Subject("I", "나", Person.FIRST), new Subject("you", "너", Person.SECOND),
            new Subject("he", "그", Person.THIRD), new Subject("she", "그녀", Person.THIRD), new Subject("we", "우리", Person.PLURAL),
            new Subject("they", "그들", Person.PLURAL), new Subject("Minsu", "민수", Person.THIRD),
            new Subject("Jimin", "지민", Person.THIRD));

    /** The same as objects, in the same order. */
    static final List<Phrase> OBJECT_PRONOUNS = List.of(new Phrase("me", "나"), new Phrase("you", "너"), new Phrase("him", "그"),
            new Phrase("her", "그녀"), new Phrase("us", "우리"), new Phrase("them", "그들"), new Phrase("Minsu", "민수"),
            new Phrase("Jimin", "지민"));

    static final List<Phrase> POSSESSIVES = List.of(new Phrase("my", "내 "), new Phrase("your", "네 "), new Phrase("his", "그의 "),
            new Phrase("her", "그녀의 "), new Phrase("our", "우리 "), new Phrase("their", "그들의 "));

    static final List<Phrase> DEMONSTRATIVES = List.of(new Phrase("the", ""), new Phrase("this", "이 "), new Phrase("that", "그 "));

    static final List<Phrase> KIN = List.of(new Phrase("friend", "친구"), new Phrase("mother", "어머니"), new Phrase("father", "아버지"),
            new Phrase("neighbor", "이웃"));

    static final List<Phrase> PEOPLE = List.of(new Phrase("teacher", "선생님"), new Phrase("student", "학생"), new Phrase("doctor", "의사"),
            new Phrase("singer", "가수"));

    static final List<Phrase> ROLES = List.of(new Phrase("doctor", "의사"), new Phrase("teacher", "선생님"), new Phrase("singer", "가수"),
            new Phrase("student", "학생"), new Phrase("lawyer", "변호사"), new Phrase("writer", "작가"), new Phrase("nurse", "간호사"),
            new Phrase("police officer", "경찰관"));

    private static final Adjective BIG = new Adjective("big", "큰", Predicate.adjective("크", "컸"));
    private static final Adjective SMALL = new Adjective("small", "작은", Predicate.adjective("작", "작았"));
    private static final Adjective GOOD = new Adjective("good", "좋은", Predicate.adjective("좋", "좋았"));
    private static final Adjective HEAVY = new Adjective("heavy", "무거운", Predicate.adjective("무겁", "무거웠", "무거울"));
    private static final Adjective COLD = new Adjective("cold", "차가운", Predicate.adjective("차갑", "차가웠", "차가울"));
    private static final Adjective HOT = new Adjective("hot", "뜨거운", Predicate.adjective("뜨겁", "뜨거웠", "뜨거울"));
    private static final Adjective TASTY = new Adjective("delicious", "맛있는", Predicate.adjective("맛있", "맛있었"));
    private static final Adjective DEAR = new Adjective("expensive", "비싼", Predicate.adjective("비싸", "비쌌"));
    private static final Adjective FUN = new Adjective("interesting", "재미있는", Predicate.adjective("재미있", "재미있었"));
    private static final Adjective SAD = new Adjective("sad", "슬픈", Predicate.adjective("슬프", "슬펐"));
    private static final Adjective PRETTY = new Adjective("pretty", "예쁜", Predicate.adjective("예쁘", "예뻤"));

    private static final Group FOOD = new Group(List.of(Noun.mass("bread", "빵"), Noun.mass("rice", "밥"), Noun.counted("apple", "사과"),
            Noun.mass("fish", "생선"), Noun.mass("meat", "고기")), List.of(TASTY, DEAR, GOOD));
    private static final Group DRINKS = new Group(List.of(Noun.mass("water", "물"), Noun.mass("milk", "우유"), Noun.mass("coffee", "커피"),
            Noun.mass("juice", "주스")), List.of(COLD, HOT, GOOD));
    private static final Group TEXTS = new Group(List.of(Noun.counted("book", "책"), Noun.counted("letter", "편지"),
            Noun.counted("novel", "소설"), Noun.counted("poem", "시")), List.of(FUN, SAD, GOOD));
    private static final Group SHOWS = new Group(List.of(Noun.counted("movie", "영화"), Noun.counted("game", "경기"),
            Noun.counted("play", "연극")), List.of(FUN, GOOD));
    private static final Group SONGS = new Group(List.of(Noun.counted("song", "노래")), List.of(SAD, GOOD, PRETTY));
    private static final Group SOUNDS = new Group(List.of(Noun.counted("song", "노래"), Noun.bare("music", "음악"),
            Noun.counted("story", "이야기")), List.of(SAD, GOOD));
    private static final Group SUBJECTS = new Group(List.of(Noun.bare("Korean", "한국어"), Noun.bare("English", "영어"),
            Noun.bare("history", "역사"), Noun.bare("music", "음악")), List.of());
    private static final Group GOODS = new Group(List.of(Noun.counted("bag", "가방"), Noun.counted("car", "자동차"),
            Noun.counted("table", "식탁"), Noun.counted("chair", "의자"), Noun.counted("hat", "모자")),
            List.of(BIG, SMALL, GOOD, DEAR, HEAVY, PRETTY));
    private static final Group GIFTS = new Group(List.of(Noun.counted("bag", "가방"), Noun.counted("book", "책"),
            Noun.counted("letter", "편지"), Noun.mass("money", "돈"), Noun.counted("gift", "선물"), Noun.counted("flower", "꽃")), List.of());
    private static final Group OPENINGS = new Group(List.of(Noun.counted("door", "문"), Noun.counted("window", "창문")),
            List.of(BIG, SMALL, HEAVY));

    /** What someone can have. */
    static final Group POSSESSIONS = new Group(List.of(Noun.bare("time", "시간"), Noun.bare("money", "돈"), Noun.counted("dog", "개"),
            Noun.counted("cat", "고양이"), Noun.counted("dream", "꿈"), Noun.counted("plan", "계획"), Noun.counted("question", "질문")),
            List.of());

    /** What is so today and not tomorrow. */
    static final List<Group> CHANGING = List.of(FOOD, DRINKS);

    /** What can be said to be so or so. */
    static final List<Group> DESCRIBED = List.of(FOOD, DRINKS, TEXTS, SHOWS, GOODS, OPENINGS);

    /** What is done; chosen with equal probability. */
    static final List<Verb> VERBS = List.of(
            thing("eat", "ate", FOOD, Predicate.verb("먹", "먹었")),
            thing("drink", "drank", DRINKS, Predicate.verb("마시", "마셨")),
            thing("read", "read", TEXTS, Predicate.verb("읽", "읽었")),
            thing("write", "wrote", TEXTS, Predicate.verb("쓰", "썼")),
            thing("buy", "bought", GOODS, Predicate.verb("사", "샀")),
            thing("sell", "sold", GOODS, Predicate.verb("팔", "팔았")),
            thing("make", "made", GOODS, Predicate.verb("만들", "만들었")),
            new Verb("look", "looked", "for", Frame.THING, Predicate.verb("찾", "찾았"), GOODS),
            thing("choose", "chose", GOODS, Predicate.verb("고르", "골랐")),
            thing("watch", "watched", SHOWS, Predicate.verb("보", "보았")),
            thing("sing", "sang", SONGS, Predicate.verb("부르", "불렀")),
            new Verb("listen", "listened", "to", Frame.THING, Predicate.verb("듣", "들었", "들을"), SOUNDS),
            thing("learn", "learned", SUBJECTS, Predicate.verb("배우", "배웠")),
            thing("teach", "taught", SUBJECTS, Predicate.verb("가르치", "가르쳤")),
            thing("open", "opened", OPENINGS, Predicate.verb("열", "열었")),
            thing("close", "closed", OPENINGS, Predicate.verb("닫", "닫았")),
            without("meet", "met", Frame.PERSON, Predicate.verb("만나", "만났")),
            without("help", "helped", Frame.PERSON, Predicate.verb("돕", "도왔", "도울")),
            without("love", "loved", Frame.PERSON, Predicate.verb("사랑하", "사랑했")),
            new Verb("wait", "waited", "for", Frame.PERSON, Predicate.verb("기다리", "기다렸"), null),
            without("go", "went", Frame.GO, Predicate.verb("가", "갔")),
            without("go", "went", Frame.GO, Predicate.verb("가", "갔")),
            without("come", "came", Frame.GO, Predicate.verb("오", "왔")),
            without("return", "returned", Frame.HEAD, Predicate.verb("돌아가", "돌아갔")),
            without("run", "ran", Frame.HEAD, Predicate.verb("달려가", "달려갔")),
            without("walk", "walked", Frame.HEAD, Predicate.verb("걸어가", "걸어갔")),
            new Verb("give", "gave", "", Frame.GIVE, Predicate.verb("주", "주었"), GIFTS),
            new Verb("send", "sent", "", Frame.GIVE, Predicate.verb("보내", "보냈"), GIFTS),
            without("work", "worked", Frame.ALONE, Predicate.verb("일하", "일했")),
            without("study", "studied", Frame.ALONE, Predicate.verb("공부하", "공부했")),
            without("play", "played", Frame.ALONE, Predicate.verb("놀", "놀았")),
            without("sleep", "slept", Frame.ALONE, Predicate.verb("자", "잤")),
            without("laugh", "laughed", Frame.ALONE, Predicate.verb("웃", "웃었")),
            without("cry", "cried", Frame.ALONE, Predicate.verb("울", "울었")),
            without("rest", "rested", Frame.ALONE, Predicate.verb("쉬", "쉬었")),
            without("walk", "walked", Frame.ALONE, Predicate.verb("걷", "걸었", "걸을")));

    /** To have something is, in Korean, that there is something; that there is nothing is another verb. */
    static final Predicate THERE_IS = Predicate.adjective("있", "있었");
    static final Predicate THERE_IS_NO = Predicate.adjective("없", "없었");
    static final Verb HAVE = new Verb("have", "had", "", Frame.THING, THERE_IS, POSSESSIONS);
    static final Verb BECOME = new Verb("become", "became", "", Frame.THING, Predicate.verb("되", "되었"), null);
    static final Predicate IS_NO = Predicate.adjective("아니", "아니었");

    /**
     * A place.
     *
     * @param to behind a verb of movement: "to school", "home"
     * @param at where something happens: "at school"
     */
    record Place(String to, String at, String korean) {
    }

    static final List<Place> PLACES = List.of(new Place("home", "at home", "집"), new Place("to school", "at school", "학교"),
            new Place("to the park", "in the park", "공원"), new Place("to the market", "at the market", "시장"),
            new Place("to the library", "in the library", "도서관"), new Place("to the hospital", "in the hospital", "병원"),
            new Place("to Seoul", "in Seoul", "서울"), new Place("to Busan", "in Busan", "부산"),
            new Place("to the office", "at the office", "사무실"), new Place("to the station", "at the station", "역"));

    static final List<Phrase> VEHICLES = List.of(new Phrase("by bus", "버스"), new Phrase("by train", "기차"),
            new Phrase("by subway", "지하철"), new Phrase("by bicycle", "자전거"));

    /** When, complete. */
    static final Map<Tense, List<Phrase>> TIMES = Map.of(
            Tense.PRESENT, List.of(new Phrase("every day", "매일"), new Phrase("now", "지금"), new Phrase("today", "오늘"),
                    new Phrase("in the morning", "아침에"), new Phrase("in the evening", "저녁에"), new Phrase("on the weekend", "주말에")),
            Tense.PAST, List.of(new Phrase("yesterday", "어제"), new Phrase("last week", "지난주에"), new Phrase("last year", "작년에"),
                    new Phrase("on Monday", "월요일에")),
            Tense.FUTURE, List.of(new Phrase("tomorrow", "내일"), new Phrase("next week", "다음 주에"), new Phrase("next year", "내년에"),
                    new Phrase("on Friday", "금요일에")));

    /** The day, for what is so rather than done. */
    static final Map<Tense, Phrase> DAY = Map.of(Tense.PRESENT, new Phrase("today", "오늘"), Tense.PAST, new Phrase("yesterday", "어제"),
            Tense.FUTURE, new Phrase("tomorrow", "내일"));

    static final List<Phrase> ADVERBS = List.of(new Phrase("often", "자주"), new Phrase("always", "항상"), new Phrase("sometimes", "가끔"));

    private Lexicon() {
    }

    private static Verb thing(String base, String past, Group objects, Predicate korean) {
        return new Verb(base, past, "", Frame.THING, korean, objects);
    }

    private static Verb without(String base, String past, Frame frame, Predicate korean) {
        return new Verb(base, past, "", frame, korean, null);
    }
}
